using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// What a fleet has in flight: single jobs and whole batches, each with the claim that holds its RAM. Jobs name their flight by their
/// batch, those without one by <see cref="JobRequest.Plan"/>, which only batches need otherwise. Slots are used again; nothing is
/// allocated per flight.
/// </summary>
internal sealed class FlightPool
{
    public const int None = -1;

    private Flight[] _flights = new Flight[256];
    private int _count;
    private int _free = None;
    private int[] _ofBatch = NewRing(256);
    private int _batches;

    /// <summary>Up to four jobs that share a claim. Flights of a task are in a list.</summary>
    public struct Flight
    {
        public FleetTask? Task;
        public ClaimId Claim;
        public JobId First;
        public JobId Second;
        public JobId Third;
        public JobId Fourth;

        /// <summary>The job that reports; none before it was launched.</summary>
        public JobId Reporter;

        /// <summary>The batch's number; below 0 for jobs that belong to none.</summary>
        public int Batch;
        public bool IsSingle;
        public int Next;
        public int Previous;

        public readonly JobId Job(int position) => position switch { 0 => First, 1 => Second, 2 => Third, _ => Fourth };

        public void SetJob(int position, JobId job)
        {
            switch (position)
            {
                case 0: First = job; break;
                case 1: Second = job; break;
                case 2: Third = job; break;
                default: Fourth = job; break;
            }
        }
    }

    public ref Flight this[int number] => ref _flights[number];

    /// <summary>The flight of a job.</summary>
    public int Of(in JobRequest request) => request.Batch < 0 ? request.Plan : _ofBatch[request.Batch & (_ofBatch.Length - 1)];

    /// <summary>Begins a flight of one job.</summary>
    public int AddSingle(FleetTask task, ClaimId claim)
    {
        var number = Add(task, claim);
        _flights[number].IsSingle = true;
        return number;
    }

    /// <summary>Begins a flight of jobs that share a claim and belong to no batch.</summary>
    public int Add(FleetTask task, ClaimId claim)
    {
        var number = Take();
        _flights[number] = new Flight
        {
            Task = task,
            Claim = claim,
            First = JobId.None,
            Second = JobId.None,
            Third = JobId.None,
            Fourth = JobId.None,
            Reporter = JobId.None,
            Batch = Preparer.NoBatch,
            Previous = None,
            Next = task.FirstFlight,
        };
        if (task.FirstFlight != None) _flights[task.FirstFlight].Previous = number;
        task.FirstFlight = number;
        task.Flights++;
        return number;
    }

    /// <summary>Begins the flight of the next batch.</summary>
    public int AddBatch(FleetTask task, ClaimId claim)
    {
        var number = Add(task, claim);
        var batch = _batches++;
        _flights[number].Batch = batch;
        while (_ofBatch[batch & (_ofBatch.Length - 1)] != None) GrowRing();
        _ofBatch[batch & (_ofBatch.Length - 1)] = number;
        return number;
    }

    private static int[] NewRing(int size)
    {
        var ring = new int[size];
        Array.Fill(ring, None);
        return ring;
    }

    private void GrowRing()
    {
        var larger = NewRing(_ofBatch.Length * 2);
        foreach (var number in _ofBatch)
        {
            if (number != None) larger[_flights[number].Batch & (larger.Length - 1)] = number;
        }

        _ofBatch = larger;
    }

    private int Take()
    {
        var number = _free;
        if (number != None)
        {
            _free = _flights[number].Next;
        }
        else
        {
            if (_count == _flights.Length) Array.Resize(ref _flights, _count * 2);
            number = _count++;
        }

        return number;
    }

    /// <summary>The flight is over.</summary>
    public void Remove(int number)
    {
        ref var flight = ref _flights[number];
        var task = flight.Task!;
        if (flight.Previous == None) task.FirstFlight = flight.Next;
        else _flights[flight.Previous].Next = flight.Next;
        if (flight.Next != None) _flights[flight.Next].Previous = flight.Previous;
        task.Flights--;
        if (flight.Batch >= 0) _ofBatch[flight.Batch & (_ofBatch.Length - 1)] = None;
        flight.Task = null;
        flight.Next = _free;
        _free = number;
    }
}
