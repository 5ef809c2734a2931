using System.Runtime.CompilerServices;

namespace Sim.Engine;

/// <summary>Reactions waiting for their turn, first in, first out, in a ring that grows by doubling.</summary>
internal sealed class MicrotaskQueue
{
    private SimEvent[] _ring = new SimEvent[64];
    private int _head;
    private int _count;

    public bool Any
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _count != 0;
    }

    public void Clear()
    {
        _head = 0;
        _count = 0;
    }

    public void Push(SimEvent data)
    {
        unchecked
        {
            if (_count == _ring.Length) Grow();
            var ring = _ring;
            ring[(_head + _count) & (ring.Length - 1)] = data;
            _count++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPop(out SimEvent data)
    {
        if (_count == 0)
        {
            data = default;
            return false;
        }

        unchecked
        {
            var ring = _ring;
            data = ring[_head & (ring.Length - 1)];
            _head = (_head + 1) & (ring.Length - 1);
            _count--;
        }

        return true;
    }

    private void Grow()
    {
        var larger = new SimEvent[_ring.Length * 2];
        for (var i = 0; i < _count; i++) larger[i] = _ring[(_head + i) & (_ring.Length - 1)];
        _ring = larger;
        _head = 0;
    }
}
