using System.Runtime.CompilerServices;

namespace Sim.Engine;

/// <summary>An event on its way through the queue: 24 bytes that are copied, never referred to.</summary>
internal struct QueuedEvent
{
    public long DueMicros;
    public long Sequence;
    public ulong Payload;

    /// <summary>Its key is smaller: due earlier, or due at the same time and created earlier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsBefore(in QueuedEvent other) =>
        DueMicros < other.DueMicros || (DueMicros == other.DueMicros && Sequence < other.Sequence);
}
