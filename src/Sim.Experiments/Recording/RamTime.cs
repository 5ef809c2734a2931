namespace Sim.Experiments;

/// <summary>An exact sum of RAM x time in 128 bits: a year of a petabyte in hundredths of a GB and microseconds exceeds 64.</summary>
internal struct RamTime
{
    private ulong _low;
    private ulong _high;

    /// <summary>The sum in hundredths of a GB x microseconds, rounded once.</summary>
    public readonly double Total => (double)new UInt128(_high, _low);

    /// <param name="hundredths">RAM in hundredths of a GB, 0 or more.</param>
    /// <param name="micros">Time in microseconds, 0 or more.</param>
    public void Add(long hundredths, long micros)
    {
        unchecked
        {
            var high = Math.BigMul((ulong)hundredths, (ulong)micros, out var low);
            _low += low;
            _high += high + (_low < low ? 1UL : 0UL);
        }
    }
}
