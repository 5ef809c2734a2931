using Sim.Engine;

namespace Sim.Cli.Speed;

/// <summary>
/// The yardstick: .NET's PriorityQueue of constant size, from which the first timer is taken and set again, with delays as batchers
/// set them (hack, weaken, grow and weaken of one target, up to 4 ms late).
/// </summary>
internal sealed class HoldQueue
{
    private const int Pending = 10_000;
    private const int Operations = 10_000;
    private readonly PriorityQueue<int, (long At, long Sequence)> _queue = new(Pending);
    private readonly RandomStream _random = new(1);
    private long _sequence;

    public HoldQueue()
    {
        for (var i = 0; i < Pending; i++) _queue.Enqueue(i, (HoldDelay.Draw(_random, i), _sequence++));
    }

    public long Run()
    {
        for (var i = 0; i < Operations; i++)
        {
            _queue.TryPeek(out var timer, out var first);
            _queue.DequeueEnqueue(timer, (first.At + HoldDelay.Draw(_random, timer), _sequence++));
        }

        return Operations;
    }
}
