namespace Sim.Game;

/// <summary>How a new game turns a row of the server table into a server (Bitburner 2.6.1, Server.ts).</summary>
public static class NewServerFormulas
{
    /// <summary>Money and security of a new foreign server; level, growth and root are left for the caller.</summary>
    /// <param name="money">Money of the table in $ (moneyAvailable); the maximum is 25 times that.</param>
    /// <param name="security">Security of the table (hackDifficulty).</param>
    /// <param name="node">The multipliers in force.</param>
    public static Server Create(double money, double security, BitNodeMultipliers node)
    {
        double scaled = security * node.ServerStartingSecurity;
        double start = Math.Min(scaled, SecurityFormulas.SecurityCeiling);
        return new Server
        {
            Money = money * node.ServerStartingMoney,
            MoneyMax = 25.0 * money * node.ServerMaxMoney,
            Security = start,
            SecurityBase = start,
            SecurityMin = Math.Min(
                Math.Max(SecurityFormulas.SecurityFloor, JsNumber.Round(scaled / 3.0)),
                SecurityFormulas.SecurityCeiling),
        };
    }
}
