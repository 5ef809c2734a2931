using System.Runtime.CompilerServices;
using Sim.Engine;

namespace Sim.Benchmarks;

/// <summary>
/// The hold model: a queue of constant size from which the first event is taken, time and again, and pushed back with a new due
/// time. One operation is one pop with its push.
/// </summary>
internal sealed class HoldModel<TQueue>
    where TQueue : struct, IQueueUnderTest
{
    private readonly long[] _ofKind;
    private readonly long[] _noise;
    private TQueue _queue;
    private int _drawn;
    private ulong _hash;

    public HoldModel(TQueue queue, HoldDelays delays, int pending)
    {
        _queue = queue;
        _ofKind = delays.OfKind;
        _noise = delays.Noise;
        var random = new RandomStream(2);
        for (var number = 0; number < pending; number++) _queue.Push(delays.FirstDue(number, random), number);
    }

    /// <summary>Never a part of its caller, as the same code would be laid out differently in each.</summary>
    /// <returns>A fingerprint of all events popped so far, in their order; equal for every queue that keeps the order.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ulong Run(int operations)
    {
        unchecked
        {
            var hash = _hash;
            var drawn = _drawn;
            var noise = _noise;
            var ofKind = _ofKind;
            for (var i = 0; i < operations; i++)
            {
                var number = _queue.Pop(out var due);
                hash = (hash ^ (uint)number) * 0x9E3779B97F4A7C15UL;
                _queue.Push(due + ofKind[number & (HoldDelays.KindCount - 1)] + noise[drawn++ & (HoldDelays.NoiseCount - 1)], number);
            }

            _drawn = drawn;
            _hash = hash;
            return hash;
        }
    }
}
