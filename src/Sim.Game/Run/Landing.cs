namespace Sim.Game;

/// <summary>What one landing did, with the values around it.</summary>
public struct Landing
{
    /// <summary>What the script's await gives: money stolen, growth factor, or security removed (nominal).</summary>
    public double Returned;

    public double MoneyBefore;

    public double MoneyAfter;

    public double SecurityBefore;

    public double SecurityAfter;

    public double ExpBefore;

    public double ExpAfter;

    /// <summary>The random number of a hack; 0 for the others.</summary>
    public double Draw;

    public double LevelBefore;

    public double LevelAfter;

    /// <summary>$ that the player received.</summary>
    public double MoneyGained;

    /// <summary>Threads that the operation used; may be fractional.</summary>
    public double Threads;

    /// <summary>False for a hack that failed.</summary>
    public bool Success;
}
