namespace Sim.Game;

/// <summary>What the player's augmentations do to hacknet nodes; 1 where a world does not say.</summary>
/// <param name="Money">hacknet_node_money.</param>
/// <param name="NodeCost">hacknet_node_purchase_cost.</param>
/// <param name="LevelCost">hacknet_node_level_cost.</param>
/// <param name="RamCost">hacknet_node_ram_cost.</param>
/// <param name="CoreCost">hacknet_node_core_cost.</param>
public readonly record struct HacknetMultipliers(double Money, double NodeCost, double LevelCost, double RamCost, double CoreCost)
{
    /// <summary>The multipliers of a world's player.</summary>
    public static HacknetMultipliers Of(PlayerSpec player)
    {
        ArgumentNullException.ThrowIfNull(player);
        return new HacknetMultipliers(
            Value(player, "hacknet_node_money"),
            Value(player, "hacknet_node_purchase_cost"),
            Value(player, "hacknet_node_level_cost"),
            Value(player, "hacknet_node_ram_cost"),
            Value(player, "hacknet_node_core_cost"));
    }

    private static double Value(PlayerSpec player, string name)
    {
        foreach (var (key, value) in player.Multipliers)
        {
            if (key == name) return value;
        }

        return 1;
    }
}
