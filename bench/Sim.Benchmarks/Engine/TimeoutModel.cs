using Sim.Engine;

namespace Sim.Benchmarks;

/// <summary>
/// The usual first benchmark of simulation engines: many processes, each of which waits for a random time again and again. Written
/// as a user would write it, through the public interface.
/// </summary>
public sealed class TimeoutModel(int processes, int timeouts)
{
    private const int DelayMicrosMax = 1_000_000;

    private readonly EventLoop _loop = new();
    private readonly int[] _left = new int[processes];

    /// <returns>A fingerprint of which process fired when.</returns>
    public ulong Run()
    {
        _loop.Reset();
        var handler = new Handler(_loop, _left);
        for (var process = 0; process < processes; process++)
        {
            _left[process] = timeouts;
            handler.Wait(process);
        }

        _loop.RunUntil(ref handler, new SimTime((long)timeouts * DelayMicrosMax));
        return handler.Hash;
    }

    private struct Handler(EventLoop loop, int[] left) : IEventHandler
    {
        private readonly RandomStream _random = new(3);

        public ulong Hash { get; private set; }

        public void Handle(SimEvent fired)
        {
            Hash = unchecked((Hash ^ (ulong)loop.Now.Micros ^ (uint)fired.Subject) * 0x9E3779B97F4A7C15UL);
            if (--left[fired.Subject] > 0) Wait(fired.Subject);
        }

        public readonly void Wait(int process)
        {
            var delay = new SimDuration(unchecked(1 + (long)(_random.NextDouble() * DelayMicrosMax)));
            loop.Post(loop.Now + delay, new SimEvent(0, process));
        }
    }
}
