using Sim.Engine;

namespace Sim.Benchmarks;

/// <summary>
/// M/M/1: customers arrive at exponential gaps, wait in line, and are served one at a time for exponential times, at a load of 0.8.
/// Two events a customer. Written as a user would write it, through the public interface.
/// </summary>
public sealed class SingleServerModel(int customers)
{
    private const double MeanGapMicros = 1_000_000;
    private const double MeanServiceMicros = 800_000;

    private readonly EventLoop _loop = new();

    /// <summary>How many customers were present on average in the latest run, in line or being served; 4 at this load.</summary>
    public double MeanPresent { get; private set; }

    /// <returns>A fingerprint of when each customer left.</returns>
    public ulong Run()
    {
        _loop.Reset();
        var handler = new Handler(_loop, customers);
        handler.Begin();
        _loop.RunUntilIdle(ref handler);
        MeanPresent = (double)handler.PresentMicros / _loop.Now.Micros;
        return handler.Hash;
    }

    private struct Handler(EventLoop loop, int customers) : IEventHandler
    {
        private const byte Arrival = 0;
        private const byte Departure = 1;

        private ExponentialDraws _gaps = new(new RandomStream(4), MeanGapMicros);
        private ExponentialDraws _services = new(new RandomStream(5), MeanServiceMicros);
        private int _toCome = customers;
        private int _present;
        private SimTime _countedUntil;

        public ulong Hash { get; private set; }

        /// <summary>The number of customers present, summed over time.</summary>
        public long PresentMicros { get; private set; }

        public void Begin() => Post(Arrival, _gaps.Next());

        public void Handle(SimEvent fired)
        {
            PresentMicros += _present * (loop.Now - _countedUntil).Micros;
            _countedUntil = loop.Now;
            if (fired.Kind == Arrival)
            {
                if (_present++ == 0) Post(Departure, _services.Next());
                if (--_toCome > 0) Post(Arrival, _gaps.Next());
            }
            else
            {
                Hash = unchecked((Hash ^ (ulong)loop.Now.Micros) * 0x9E3779B97F4A7C15UL);
                if (--_present > 0) Post(Departure, _services.Next());
            }
        }

        private readonly void Post(byte kind, SimDuration delay) => loop.Post(loop.Now + delay, new SimEvent(kind, 0));
    }
}
