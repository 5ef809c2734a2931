using Sim.Engine;

namespace Sim.Benchmarks;

/// <summary>
/// Requests that come every millisecond and are answered within a second, each with a deadline after 900 ms that its answer takes
/// back. So a cancellable timer is set for each and mostly cancelled.
/// </summary>
public sealed class CancelModel(int requests)
{
    private const int RequestsAtOnceMax = 1_024;

    private readonly EventLoop _loop = new();
    private readonly TimerId[] _deadlines = new TimerId[RequestsAtOnceMax];

    /// <summary>How many requests of the latest run were not answered in time.</summary>
    public int Missed { get; private set; }

    /// <returns>A fingerprint of when each request was answered or given up.</returns>
    public ulong Run()
    {
        _loop.Reset();
        var handler = new Handler(_loop, _deadlines, requests);
        _loop.Post(SimTime.Zero, new SimEvent(0, 0));
        _loop.RunUntilIdle(ref handler);
        Missed = handler.Missed;
        return handler.Hash;
    }

    private struct Handler(EventLoop loop, TimerId[] deadlines, int requests) : IEventHandler
    {
        private const byte Request = 0;
        private const byte Answer = 1;
        private const byte Deadline = 2;

        private readonly RandomStream _random = new(6);

        public ulong Hash { get; private set; }

        public int Missed { get; private set; }

        public void Handle(SimEvent fired)
        {
            switch (fired.Kind)
            {
                case Request:
                    deadlines[fired.Subject % RequestsAtOnceMax] =
                        loop.Schedule(loop.Now + SimDuration.FromMilliseconds(900), new SimEvent(Deadline, fired.Subject));
                    var answerAfter = new SimDuration(unchecked((long)(_random.NextDouble() * 1e6)));
                    loop.Post(loop.Now + answerAfter, new SimEvent(Answer, fired.Subject));
                    if (fired.Subject + 1 == requests) return;
                    loop.Post(loop.Now + SimDuration.FromMilliseconds(1), new SimEvent(Request, fired.Subject + 1));
                    return;
                case Answer:
                    loop.Cancel(deadlines[fired.Subject % RequestsAtOnceMax]);
                    break;
                default:
                    Missed++;
                    break;
            }

            Hash = unchecked((Hash ^ (ulong)loop.Now.Micros ^ ((ulong)fired.Kind << 56)) * 0x9E3779B97F4A7C15UL);
        }
    }
}
