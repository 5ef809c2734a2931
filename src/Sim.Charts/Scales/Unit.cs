namespace Sim.Charts;

/// <summary>What a number on a chart or in a table measures; decides how it is written and where round values lie.</summary>
public enum Unit
{
    /// <summary>A number written out in full, without a suffix: 0.95, 12000.</summary>
    Plain,

    /// <summary>A number of things: 950, 1.2k, 3m.</summary>
    Count,

    /// <summary>A share between 0 and 1, written as percent: 0.125 is 12.5%.</summary>
    Fraction,

    /// <summary>Money in dollars: $350m.</summary>
    Dollars,

    /// <summary>Money per second in dollars per second: $1.2b/s.</summary>
    DollarsPerSecond,

    /// <summary>RAM in the game's gigabytes, in steps of 1024: 64GB, 1TB.</summary>
    Gigabytes,

    /// <summary>A time span in milliseconds: 20ms, 1.5s, 10m, 2h.</summary>
    Milliseconds,
}
