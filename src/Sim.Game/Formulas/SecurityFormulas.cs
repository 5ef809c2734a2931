namespace Sim.Game;

/// <summary>How security moves (Bitburner 2.6.1, Server.ts and ServerHelpers.ts).</summary>
public static class SecurityFormulas
{
    /// <summary>Security never goes above this; a hack at it always fails.</summary>
    public const double SecurityCeiling = 100.0;

    /// <summary>Security never goes below this, whatever the server's own minimum.</summary>
    public const double SecurityFloor = 1.0;

    /// <summary>Rise of security per hacking thread (ServerFortifyAmount).</summary>
    public const double HackRisePerThread = 0.002;

    /// <summary>Rise of security per grow thread: twice that of hacking.</summary>
    public const double GrowRisePerThread = 2.0 * HackRisePerThread;

    /// <summary>Fall of security per weaken thread at one core (ServerWeakenAmount).</summary>
    public const double WeakenPerThread = 0.05;

    /// <summary>Security after a rise, within its limits (server.fortify).</summary>
    /// <param name="security">Before.</param>
    /// <param name="securityMin">The server's minimum.</param>
    /// <param name="amount">The rise, 0 or more.</param>
    public static double Raise(double security, double securityMin, double amount) => Cap(security + amount, securityMin);

    /// <summary>Security after a fall, within its limits (server.weaken).</summary>
    /// <param name="security">Before.</param>
    /// <param name="securityMin">The server's minimum.</param>
    /// <param name="amount">The fall, 0 or more.</param>
    public static double Lower(double security, double securityMin, double amount) => Cap(security - amount, securityMin);

    /// <summary>Security brought within max(1, minimum) to 100 (server.capDifficulty).</summary>
    public static double Cap(double security, double securityMin)
    {
        // One limit after the other, not Math.Clamp: a minimum above 100 is no error, and NaN stays as it is.
        if (security < securityMin) security = securityMin;
        if (security < SecurityFloor) security = SecurityFloor;
        return security > SecurityCeiling ? SecurityCeiling : security;
    }

    /// <summary>Nominal fall of security by a weaken, before any limit (getWeakenEffect).</summary>
    /// <param name="threads">Above 0, fractions included.</param>
    /// <param name="cores">Cores of the host, 1 or more.</param>
    /// <param name="node">The multipliers in force.</param>
    public static double WeakenEffect(double threads, double cores, BitNodeMultipliers node) =>
        WeakenPerThread * threads * CoreBonus(cores) * node.ServerWeakenRate;

    /// <summary>What the host's cores multiply grows and weakens by, 1 or more (getCoreBonus).</summary>
    public static double CoreBonus(double cores) => 1.0 + ((cores - 1.0) / 16.0);
}
