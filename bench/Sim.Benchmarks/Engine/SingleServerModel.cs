using Sim.Engine;
using Sim.Engine.Numbers;

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

    /// <summary>The mean time in the system of the latest run in units of the mean service time; 5 at this load.</summary>
    public double MeanStay { get; private set; }

    /// <returns>A fingerprint of when each customer left.</returns>
    public ulong Run()
    {
        _loop.Reset();
        var handler = new Handler(_loop, customers);
        handler.Begin();
        _loop.RunUntilIdle(ref handler);
        MeanStay = handler.TotalStayMicros / (customers * MeanServiceMicros);
        return handler.Hash;
    }

    private struct Handler(EventLoop loop, int customers) : IEventHandler
    {
        private const byte Arrival = 0;
        private const byte Departure = 1;

        private readonly RandomStream _random = new(4);
        private readonly Queue<SimTime> _line = new();
        private int _toCome = customers;

        public ulong Hash { get; private set; }

        public double TotalStayMicros { get; private set; }

        public readonly void Begin() => Post(Arrival, MeanGapMicros);

        public void Handle(SimEvent fired)
        {
            if (fired.Kind == Arrival)
            {
                _line.Enqueue(loop.Now);
                if (_line.Count == 1) Post(Departure, MeanServiceMicros);
                if (--_toCome > 0) Post(Arrival, MeanGapMicros);
                return;
            }

            TotalStayMicros += (loop.Now - _line.Dequeue()).Micros;
            Hash = unchecked((Hash ^ (ulong)loop.Now.Micros) * 0x9E3779B97F4A7C15UL);
            if (_line.Count > 0) Post(Departure, MeanServiceMicros);
        }

        private readonly void Post(byte kind, double meanMicros)
        {
            var delay = new SimDuration((long)(-meanMicros * (_random.NextDouble() - 1)));
            loop.Post(loop.Now + delay, new SimEvent(kind, 0));
        }
    }
}
