namespace Sim.Game;

/// <summary>What a new game makes of a server's drawn values (the game's Server constructor).</summary>
internal static class NewServers
{
    /// <summary>A foreign server's state at the start.</summary>
    /// <param name="money">Drawn money in $; 0 if the table gives none.</param>
    /// <param name="security">Drawn security; 0 if the table gives none.</param>
    /// <param name="multipliers">Those of the BitNode.</param>
    public static Server Foreign(double money, double security, BitNodeMultipliers multipliers)
    {
        double real = security > 0 ? security * multipliers.ServerStartingSecurity : 1;
        double capped = Math.Min(real, 100);
        return new Server
        {
            Money = money * multipliers.ServerStartingMoney,
            MoneyMax = 25 * money * multipliers.ServerMaxMoney,
            Security = capped,
            SecurityBase = capped,

            // From the security before the cap, so that three times the security gives a minimum of up to 99.
            SecurityMin = Math.Min(Math.Max(1, Math.Floor((real / 3) + 0.5)), 100),
            LevelRequired = 1,
            Growth = 1,
        };
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
