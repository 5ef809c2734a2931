using Sim.Engine;

namespace Sim.Benchmarks;

/// <summary>
/// Exponential times from a stream of their own. The next one is drawn as soon as one is taken: a logarithm takes a dozen
/// nanoseconds, which pass unnoticed unless the order of the next two events hangs on its result. It is the platform's logarithm, as
/// in the engines compared with; rounded to microseconds the times are the same with FdMath's.
/// </summary>
internal struct ExponentialDraws
{
    private readonly RandomStream _random;
    private readonly double _meanMicros;
    private SimDuration _next;

    public ExponentialDraws(RandomStream random, double meanMicros)
    {
        _random = random;
        _meanMicros = meanMicros;
        Next();
    }

    public SimDuration Next()
    {
        var taken = _next;
        _next = new SimDuration(unchecked((long)(-_meanMicros * Math.Log(1 - _random.NextDouble()))));
        return taken;
    }
}
