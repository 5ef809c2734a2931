namespace Sim.Game;

/// <summary>What a new game makes of a server's drawn values (the game's Server constructor).</summary>
internal static class NewServers
{
    // A server whose security the table does not give has security 1 in every BitNode.
    private const double SecurityNotGiven = 1;

    /// <summary>A foreign server's state at the start; level, growth and root are left at 1, 1 and none.</summary>
    /// <param name="money">Drawn money in $; 0 if the table gives none.</param>
    /// <param name="security">Drawn security; null if the table gives none.</param>
    /// <param name="multipliers">Those of the BitNode.</param>
    public static Server Foreign(double money, double? security, BitNodeMultipliers multipliers)
    {
        Server server = security is { } given
            ? NewServerFormulas.Create(money, given, multipliers)
            : NewServerFormulas.Create(money, SecurityNotGiven, multipliers with { ServerStartingSecurity = 1 });
        server.LevelRequired = 1;
        server.Growth = 1;
        return server;
    }

    /// <summary>Home and purchased servers: rooted, without money, at security 1.</summary>
    public static Server Host() => new()
    {
        Security = 1,
        SecurityMin = 1,
        SecurityBase = 1,
        LevelRequired = 1,
        Growth = 1,
        HasRoot = true,
    };
}
