namespace Sim.Experiments;

/// <summary>
/// The batches in flight of a run: which have gone wrong already, and how many there are. A ring for each scheduler, indexed by
/// batch number, that doubles when two batches in flight would share a place.
/// </summary>
internal sealed class BatchTable
{
    private const int FirstSize = 256;
    private Entry[][] _rings = [];
    private int _inFlight;

    private struct Entry
    {
        public int Batch;
        public bool InFlight;
        public bool Marked;
    }

    /// <summary>Batches of which at least one job was launched or refused.</summary>
    public long Started { get; private set; }

    public int InFlightMax { get; private set; }

    /// <summary>A job of this batch exists; the first one counts the batch.</summary>
    public void Enter(int owner, int batch)
    {
        ref var entry = ref Find(owner, batch);
        if (entry.InFlight && entry.Batch == batch) return;
        if (!entry.InFlight && entry.Batch == batch) return;
        while (entry.InFlight)
        {
            Grow(owner);
            entry = ref Find(owner, batch);
        }

        entry = new Entry { Batch = batch, InFlight = true };
        Started++;
        if (++_inFlight > InFlightMax) InFlightMax = _inFlight;
    }

    /// <summary>The last job of this batch is over.</summary>
    public void Leave(int owner, int batch)
    {
        ref var entry = ref Find(owner, batch);
        if (entry.Batch != batch || !entry.InFlight) return;
        entry.InFlight = false;
        _inFlight--;
    }

    /// <summary>Notes that a batch has gone wrong.</summary>
    /// <returns>True the first time only.</returns>
    public bool TryMark(int owner, int batch)
    {
        ref var entry = ref Find(owner, batch);
        if (entry.Batch != batch || entry.Marked) return false;
        entry.Marked = true;
        return true;
    }

    /// <summary>True if this batch has gone wrong.</summary>
    public bool IsMarked(int owner, int batch)
    {
        ref var entry = ref Find(owner, batch);
        return entry.Batch == batch && entry.Marked;
    }

    private ref Entry Find(int owner, int batch)
    {
        if (owner >= _rings.Length)
        {
            var before = _rings.Length;
            Array.Resize(ref _rings, owner + 1);
            for (var i = before; i < _rings.Length; i++) _rings[i] = Empty(FirstSize);
        }

        var ring = _rings[owner];
        return ref ring[batch & (ring.Length - 1)];
    }

    private static Entry[] Empty(int size)
    {
        var ring = new Entry[size];
        Array.Fill(ring, new Entry { Batch = -1 });
        return ring;
    }

    private void Grow(int owner)
    {
        var old = _rings[owner];
        var larger = Empty(old.Length * 2);
        foreach (var entry in old)
        {
            if (entry.Batch >= 0) larger[entry.Batch & (larger.Length - 1)] = entry;
        }

        _rings[owner] = larger;
    }
}
