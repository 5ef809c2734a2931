using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Overlapping batches on a prepped target, at most one every interval; as many in flight as it has chunks of RAM.
/// <code>
///   chunk 1  |==== batch ====|HWGW|==== batch ====|HWGW          overlap = batch time / interval, rounded up
///   chunk 2      |==== batch ====|HWGW|==== batch ====|HWGW
///   chunk 3          |==== batch ====|HWGW|...
/// </code>
/// A chunk holds one batch and is used again only when the batch's last job has landed, so a batch always finds its RAM. A job that
/// fails to start all the same (others use the RAM) takes its whole batch and chunk with it: the chunk goes back to the allocator,
/// which sees the others' use, and the other chunks go on.
/// </summary>
internal sealed class HarvestTask : FleetTask
{
    private const int Jobs = 4;

    private AllocationId _allocation;
    private BatchPlan? _plan;
    private int _planIndex;
    private double _planLevel = -1;
    private SimTime _nextLanding;
    private int _batchesMax;
    private bool _isMending;
    private int _mending = FlightPool.None;

    private HarvestTask(FleetScheduler fleet, FleetTarget target, HarvestSize size, AllocationId allocation, SimTime now)
        : base(fleet, target, now)
    {
        Size = size;
        _allocation = allocation;
        _batchesMax = size.Batches;
    }

    public override Lifecycle Lifecycle => Lifecycle.Harvest;

    /// <summary>What was asked for; it may have got less.</summary>
    public HarvestSize Size { get; private set; }

    /// <summary>Batches that it has RAM for.</summary>
    public int Batches => Math.Min(_batchesMax, Fleet.Allocator.LastingOf(_allocation));

    /// <summary>RAM that it holds, in hundredths of a GB; what drains from an earlier size is not counted.</summary>
    public long Ram => Fleet.Allocator.LastingOf(_allocation) * Size.Chunk;

    /// <summary>Begins to harvest.</summary>
    /// <param name="fleet">Whose it is.</param>
    /// <param name="target">Prepped, and without a task.</param>
    /// <param name="size">How large.</param>
    /// <param name="isGrowable">True if chunks that are short now are to be added as RAM frees.</param>
    /// <param name="view">The game.</param>
    /// <param name="plan">Receives the launches.</param>
    /// <returns>Null if RAM is short.</returns>
    public static HarvestTask? TryStart(FleetScheduler fleet, FleetTarget target, HarvestSize size, bool isGrowable, GameView view, Plan plan)
    {
        if (Ask(fleet, size, isGrowable, target) is not { } allocation) return null;
        var task = new HarvestTask(fleet, target, size, allocation, view.Now);
        task.Fill(view, plan);
        return task;
    }

    /// <summary>Launches batches as far as chunks and the interval allow.</summary>
    public void Fill(GameView view, Plan plan)
    {
        if (IsStopping) return;
        var most = Math.Min(_batchesMax, Target.Curve.Overlap);
        var isBurst = Flights == 0;
        while (Flights < most && Fleet.Allocator.TryFindUnclaimed(_allocation, out var host, out _))
        {
            var first = SimTime.Max(_nextLanding, Earliest(view, isBurst ? most : 1));
            var batch = _mending == FlightPool.None && _isMending ? MendingPlan(view) : PlanFor(view, first);
            if (batch is null) break;
            if (!TryLaunch(batch, host, first, view, plan)) continue;
            _nextLanding = first + Fleet.Options.Interval;
        }
    }

    /// <summary>Chunks of a size, in hundredths of a GB, that its hosts would hold without it: small leavings are of no use to large batches.</summary>
    public long RoomWithout(long chunk)
    {
        var room = 0L;
        foreach (var (host, chunks, _) in Fleet.Allocator.PiecesOf(_allocation))
        {
            room += (Fleet.Allocator.FreeOn(host).Hundredths + (chunks * Size.Chunk)) / chunk;
        }

        return room;
    }

    /// <summary>Asks for RAM for more batches, up to a number in all; what is free now is added at once.</summary>
    public void Raise(int batches, GameView view, Plan plan)
    {
        if (IsStopping || batches <= _batchesMax) return;
        var more = batches - Fleet.Allocator.LastingOf(_allocation);
        Size = Size with { Batches = batches, MoneyPerS = Size.MoneyPerS / Math.Max(1, Size.Batches) * batches };
        _batchesMax = batches;
        if (!Fleet.Allocator.TryWant(_allocation, batches)) Fleet.Allocator.Extend(_allocation, more);
        if (Flights == 0) Fill(view, plan);
    }

    /// <summary>Keeps fewer batches in flight; chunks that are over are given back as their batches land.</summary>
    public void Lower(int batches)
    {
        if (batches >= _batchesMax) return;
        Size = Size with { Batches = batches, MoneyPerS = Size.MoneyPerS / Math.Max(1, Size.Batches) * batches };
        _batchesMax = batches;
        GiveBack();
    }

    /// <summary>Goes over to batches of another size. Those in flight land; their RAM goes back as they do.</summary>
    /// <returns>False, and all stays as it was, if there is no RAM for a single batch of that size.</returns>
    public bool TryResize(HarvestSize size, bool isGrowable, GameView view, Plan plan)
    {
        if (Ask(Fleet, size, isGrowable, Target) is not { } allocation) return false;
        Fleet.Allocator.End(_allocation);
        _allocation = allocation;
        Size = size;
        Since = view.Now;
        _batchesMax = size.Batches;
        _planLevel = -1;
        if (Flights == 0) Fill(view, plan);
        return true;
    }

    public override void OnFlightOver(int flight, GameView view, Plan plan)
    {
        Fleet.Allocator.Unclaim(Fleet.Flights[flight].Claim);
        if (flight == _mending) _mending = FlightPool.None;
        Fleet.Flights.Remove(flight);
        GiveBack();
        Look(view, plan);
    }

    public override void OnFlightLost(int flight)
    {
        if (flight == _mending) _mending = FlightPool.None;
    }

    protected override void OnStopped() => Fleet.Allocator.End(_allocation);

    private static AllocationId? Ask(FleetScheduler fleet, HarvestSize size, bool isGrowable, FleetTarget target)
    {
        if (size.Batches < 1) return null;
        var answer = fleet.Allocator.Allocate(new AllocationRequest
        {
            ChunkSize = new RamSize(size.Chunk),
            Chunks = size.Batches,
            ChunksMin = 1,
            IsGrowable = isGrowable,
            Tag = target.Id.Index,
        });
        return answer.IsGranted ? answer.Id : null;
    }

    /// <summary>After a batch: mend the target if it is out of shape, go on, or give it back to be tilled and sown.</summary>
    private void Look(GameView view, Plan plan)
    {
        ref readonly var server = ref view.Server(Target.Id);
        _isMending = !BatchMath.IsInShape(in server, Fleet.Options.ShapeTolerance);
        if (Flights == 0 && !BatchMath.IsInShape(in server, 0.5)) Drain();
        Fill(view, plan);
    }

    private void GiveBack()
    {
        var over = Fleet.Allocator.LastingOf(_allocation) - _batchesMax;
        if (over > 0) Fleet.Allocator.ReleaseUnclaimed(_allocation, over);
    }

    /// <summary>When the first job of a batch launched now can land, with time for the launches themselves.</summary>
    private SimTime Earliest(GameView view, int batches) =>
        BatchTiming.EarliestFirstLanding(BatchShape.Hwgw, view, Target.Id, Fleet.Options.Spacer)
            + SimDuration.FromMilliseconds(batches * Jobs / 10);

    private bool TryLaunch(BatchPlan batch, ServerId host, SimTime first, GameView view, Plan plan)
    {
        if (plan.RamFree(host) < batch.RamHundredths)
        {
            // The RAM is ours by the books and others use it. The chunk goes back; the next look at the hosts sees whose it is.
            Fleet.Allocator.ReleaseUnclaimed(_allocation, host, 1);
            plan.Drop(DropReason.NoRam);
            return false;
        }

        Invariant.Check(Fleet.Allocator.TryClaim(_allocation, JobId.None, host, 1, out var claim) == ClaimRefusal.None);
        var isMending = !ReferenceEquals(batch, _plan);
        var flight = isMending ? Fleet.Flights.Add(this, claim) : Fleet.Flights.AddBatch(this, claim);
        if (isMending) _mending = flight;
        var number = Fleet.Flights[flight].Batch;
        var usesCores = Fleet.IsHome(host);
        for (var position = 0; position < batch.Jobs.Length; position++)
        {
            ref readonly var job = ref batch.Jobs.ItemRef(position);
            ref var request = ref plan.DraftLaunch();
            request.Kind = job.Kind;
            request.Host = host;
            request.Target = Target.Id;
            request.Threads = usesCores ? job.ThreadsOnHome : job.Threads;
            request.LandsAt = first + (Fleet.Options.Spacer * (position + Jobs - batch.Jobs.Length));
            request.Reports = position == batch.Jobs.Length - 1;
            request.Batch = number;
            request.Plan = isMending ? flight : _planIndex;
            request.Position = position;
            plan.LaunchDraft();
        }

        return true;
    }

    /// <summary>The batch with the most hack threads that a chunk holds, for the level at its landing.</summary>
    private BatchPlan? PlanFor(GameView view, SimTime landsAt)
    {
        var person = Fleet.Forecast.PersonAt(view, landsAt);
        if (_plan is not null && person.Level == _planLevel) return _plan;
        _planLevel = person.Level;
        ref readonly var server = ref view.Server(Target.Id);
        var plan = HarvestPlanner.Largest(Target.Id, in server, in person, view.Multipliers, Size.Chunk, Fleet.Options.GreedMax, Fleet.HomeCores);
        if (plan is null) return null;
        _plan = plan;
        _planIndex = view.AddPlan(plan);
        return plan;
    }

    /// <summary>A batch without a hack, of what weakens and grows its chunk holds: security first.</summary>
    private BatchPlan? MendingPlan(GameView view) =>
        HarvestPlanner.Mending(Target.Id, in view.Server(Target.Id), in view.Person, view.Multipliers, Size.Chunk) ?? PlanFor(view, view.Now);
}
