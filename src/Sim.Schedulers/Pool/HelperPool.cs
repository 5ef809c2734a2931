using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Helpers by their threads: who is free, who is busy. Each size has a list of its free helpers, and sizes stand in order, so the
/// smallest helper that can do a job is found without looking at the others.
/// </summary>
internal sealed class HelperPool
{
    private const int None = -1;

    private readonly List<int> _sizes = [];
    private readonly List<int> _firstFree = [];
    private Helper[] _helpers = new Helper[64];

    /// <summary>A helper process: it waits for an order, carries it out, reports, and waits again.</summary>
    public struct Helper
    {
        public ServerId Host;
        public int Threads;
        public ClaimId Claim;

        /// <summary>None until its first order, with which its process is started.</summary>
        public JobId Job;
        public bool IsGone;
        public int NextFree;
    }

    /// <summary>Helpers that were built.</summary>
    public int Count { get; private set; }

    /// <summary>Helpers that wait for an order and that the pool knows of.</summary>
    public int Free { get; private set; }

    public ref Helper this[int number] => ref _helpers[number];

    /// <summary>Builds a helper; it gets no orders before it is added.</summary>
    public int Build(ServerId host, int threads, ClaimId claim)
    {
        if (Count == _helpers.Length) Array.Resize(ref _helpers, Count * 2);
        _helpers[Count] = new Helper { Host = host, Threads = threads, Claim = claim, Job = JobId.None, NextFree = None };
        return Count++;
    }

    /// <summary>A helper is free for an order.</summary>
    public void Add(int number)
    {
        var place = PlaceOf(_helpers[number].Threads);
        _helpers[number].NextFree = _firstFree[place];
        _firstFree[place] = number;
        Free++;
    }

    /// <summary>Takes the smallest free helper with so many threads, or if there is none the largest below.</summary>
    /// <param name="threads">Threads wanted.</param>
    /// <param name="exactly">True if one with fewer will not do.</param>
    /// <returns>-1 if there is none.</returns>
    public int Take(int threads, bool exactly)
    {
        var place = _sizes.BinarySearch(threads);
        if (place < 0) place = ~place;
        for (var up = place; up < _sizes.Count; up++)
        {
            if (_firstFree[up] != None) return TakeFrom(up);
        }

        for (var down = Math.Min(place, _sizes.Count) - 1; down >= 0 && !exactly; down--)
        {
            if (_firstFree[down] != None) return TakeFrom(down);
        }

        return None;
    }

    /// <summary>Takes every free helper of a host out of the pool.</summary>
    public void TakeAllOn(ServerId host, Action<int> take)
    {
        for (var place = 0; place < _sizes.Count; place++)
        {
            var number = _firstFree[place];
            _firstFree[place] = None;
            while (number != None)
            {
                var next = _helpers[number].NextFree;
                Free--;
                if (_helpers[number].Host == host) take(number);
                else Add(number);
                number = next;
            }
        }
    }

    private int TakeFrom(int place)
    {
        var number = _firstFree[place];
        _firstFree[place] = _helpers[number].NextFree;
        Free--;
        return number;
    }

    private int PlaceOf(int threads)
    {
        var place = _sizes.BinarySearch(threads);
        if (place >= 0) return place;
        _sizes.Insert(~place, threads);
        _firstFree.Insert(~place, None);
        return ~place;
    }
}
