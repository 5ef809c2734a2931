using Sim.Game;

namespace Sim.Schedulers;

/// <summary>Which jobs of which batches are in flight, so that they can be killed; a ring by batch number.</summary>
internal sealed class FlightBook(int jobsPerBatch)
{
    private JobId[] _jobs = NewRing(64 * jobsPerBatch);
    private int _size = 64;
    private int _first;
    private int _end;

    /// <summary>The oldest batch in flight.</summary>
    public int First => _first;

    /// <summary>One past the newest batch.</summary>
    public int End => _end;

    public void Add(int batch, int position, JobId id)
    {
        if (batch >= _end) _end = batch + 1;
        while (_end - _first > _size) Grow();
        _jobs[IndexOf(batch, position)] = id;
    }

    /// <summary>All batches up to and with this one are over.</summary>
    public void Leave(int batch)
    {
        for (; _first <= batch && _first < _end; _first++)
        {
            for (var position = 0; position < jobsPerBatch; position++) _jobs[IndexOf(_first, position)] = JobId.None;
        }

        if (_first <= batch) (_first, _end) = (batch + 1, Math.Max(_end, batch + 1));
    }

    /// <summary>A job of a batch in flight, or none.</summary>
    public JobId Job(int batch, int position) =>
        batch >= _first && batch < _end ? _jobs[IndexOf(batch, position)] : JobId.None;

    private static JobId[] NewRing(int length)
    {
        var ring = new JobId[length];
        Array.Fill(ring, JobId.None);
        return ring;
    }

    private int IndexOf(int batch, int position) => ((batch & (_size - 1)) * jobsPerBatch) + position;

    private void Grow()
    {
        var (old, oldSize) = (_jobs, _size);
        _size *= 2;
        _jobs = NewRing(_size * jobsPerBatch);

        // Beyond the old size a batch had no place yet: there lies an older one.
        for (var batch = _first; batch < Math.Min(_end, _first + oldSize); batch++)
        {
            var from = (batch & (oldSize - 1)) * jobsPerBatch;
            old.AsSpan(from, jobsPerBatch).CopyTo(_jobs.AsSpan((batch & (_size - 1)) * jobsPerBatch, jobsPerBatch));
        }
    }
}
