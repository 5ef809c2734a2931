namespace Sim.Engine;

/// <summary>
/// mulberry32 by Tommy Ettinger (public domain), the generator behind <c>Math.random</c> in the reference traces. Only for
/// replaying them: 32 bits of state are too few for anything else.
/// </summary>
/// <param name="seed">The trace's seed.</param>
public sealed class Mulberry32(uint seed) : IRandomSource
{
    private uint _state = seed;

    public double NextDouble()
    {
        unchecked
        {
            _state += 0x6D2B79F5;
            uint t = _state;
            t = (t ^ (t >> 15)) * (t | 1);
            t ^= t + ((t ^ (t >> 7)) * (t | 61));
            return (t ^ (t >> 14)) / 4294967296.0;
        }
    }
}
