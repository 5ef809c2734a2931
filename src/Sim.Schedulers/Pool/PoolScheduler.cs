using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Seed 000's orchestrator: a pool of helper processes on every host, each waiting for an order.
/// <code>
///   host       |helper: 1/2 of the threads |helper: 1/4 |helper|..|     at most maxBotsPerHost of them
///   drained    grow |==============|  weaken |===============|          GW batches, one every hot time
///   prepared   hack, weaken, grow, weaken                               HWGW batches, one every hot time
/// </code>
/// Helpers are started in the background, so many a second, and announced by a message that says how many there are by then: a message
/// that is lost is made good by the next. A helper's process starts with its first order; its RAM is its own from the moment it was built.
/// Targets that are hacked come first, then those that are prepared, by maximum money x chance / hack time, less for a long preparation.
/// Whoever does not get all the helpers it wants leaves none to those after it.
/// </summary>
internal sealed class PoolScheduler : IBatchScheduler, IUsesAllocator
{
    /// <summary>RAM per thread in hundredths of a GB: 1.60 for the script, hack 0.10, grow and weaken 0.15 each.</summary>
    public const int ScriptRam = 200;

    private const int PlanSteps = 10;

    /// <summary>Seconds of preparation that halve a target's rank.</summary>
    private const double Horizon = 600;

    private static readonly SimDuration Tick = SimDuration.FromSeconds(1);

    private readonly PoolOptions _options;
    private readonly PoolTarget[] _targets;
    private readonly PoolTarget?[] _targetOf;
    private readonly int[] _botsOn;
    private readonly Queue<(ServerId Host, int Threads)> _toBuild = new();
    private readonly Queue<int> _launching = new();
    private int[] _helperOf = new int[256];
    private AllocationId _allocation = AllocationId.None;
    private int _batches;
    private int _known;
    private int _ticks;

    /// <param name="view">The game at its start.</param>
    /// <param name="home">The player's home; null if it is no host.</param>
    /// <param name="targets">What may be worked on.</param>
    /// <param name="options">Checked.</param>
    public PoolScheduler(GameView view, ServerId? home, IEnumerable<ServerId> targets, PoolOptions options)
    {
        _options = options;
        Allocator = new RamAllocator(view, home);
        _targets = [.. targets.Select(target => new PoolTarget(target))];
        _targetOf = new PoolTarget?[view.ServerCount];
        foreach (var target in _targets) _targetOf[target.Id.Index] = target;
        _botsOn = new int[view.ServerCount];
    }

    public RamAllocator Allocator { get; }

    public HelperPool Helpers { get; } = new();

    /// <summary>Where helpers are announced: how many there are by then.</summary>
    public Port<int> Announcements { get; } = new();

    public void OnWake(int tag, GameView view, Plan plan)
    {
        Allocator.SeeHosts(view);
        AskForRam();
        Allocator.Serve();
        Hear(plan);
        BuildSome();
        HearAnnouncements();
        RankTargets(view);
        ServeAll(view, plan);
        if (_ticks++ % 60 == 0) Allocator.CheckForLeaks();
        plan.WakeAfter(Tick);
    }

    public void OnLaunched(in JobRequest request, JobId id)
    {
        var number = _launching.Dequeue();
        if (id.Slot >= _helperOf.Length) Array.Resize(ref _helperOf, Math.Max(id.Slot + 1, _helperOf.Length * 2));
        _helperOf[id.Slot] = number;
        Helpers[number].Job = id;
        Allocator.Bind(Helpers[number].Claim, id);
    }

    public void OnLanded(in JobReport report, GameView view, Plan plan)
    {
        if (_targetOf[report.Request.Target.Index] is not { } target) return;
        var number = _helperOf[report.Id.Slot];
        var threads = (int)report.Landing.Threads;
        Free(number, plan);
        if (report.Request.Batch >= 0)
        {
            if (report.Request.Position == 3) BatchOver(target, view, plan);
            return;
        }

        if (report.Request.Kind == JobKind.Grow)
        {
            target.GrowsInFlight -= threads;
            return;
        }

        target.WeakensInFlight -= threads;
        BatchOver(target, view, plan);
    }

    /// <summary>All RAM is the pool's, as it comes.</summary>
    private void AskForRam()
    {
        var capacity = (int)Math.Min(int.MaxValue, Math.Max(1, Allocator.Capacity(ScriptRam)));
        if (_allocation != AllocationId.None)
        {
            Allocator.TryWant(_allocation, capacity);
            return;
        }

        var answer = Allocator.Allocate(new AllocationRequest { ChunkSize = new RamSize(ScriptRam), Chunks = capacity, ChunksMin = 1, IsGrowable = true });
        if (!answer.IsGranted) return;
        _allocation = answer.Id;
        foreach (var (host, chunks, _) in Allocator.PiecesOf(_allocation)) Cut(host, chunks);
    }

    private void Hear(Plan plan)
    {
        while (Allocator.TryTakeNotice(out var notice))
        {
            if (notice.Kind == AllocationNoticeKind.Added) Cut(notice.Host, notice.Chunks);
            if (notice.Kind == AllocationNoticeKind.Vacate) Helpers.TakeAllOn(notice.Host, number => Dismiss(number, plan));
        }
    }

    /// <summary>What one host holds beyond its number of helpers stays idle.</summary>
    private void Cut(ServerId host, int threads)
    {
        foreach (var segment in Segments.Cut(threads, _options.MaxBotsPerHost - _botsOn[host.Index], _options.IsMultiThreaded))
        {
            _toBuild.Enqueue((host, segment));
            _botsOn[host.Index]++;
        }
    }

    /// <summary>The builder: starts so many helpers a second, and announces how many there are.</summary>
    private void BuildSome()
    {
        var built = 0;
        while (built < _options.SpinUp && _toBuild.TryDequeue(out var segment))
        {
            if (Allocator.TryClaim(_allocation, JobId.None, segment.Host, segment.Threads, out var claim) == ClaimRefusal.None)
            {
                Helpers.Build(segment.Host, segment.Threads, claim);
                built++;
            }
            else
            {
                _botsOn[segment.Host.Index]--;
            }
        }

        if (built > 0 || _known < Helpers.Count) Announcements.Write(Helpers.Count);
    }

    private void HearAnnouncements()
    {
        while (Announcements.TryRead(out var count))
        {
            for (; _known < count; _known++) Helpers.Add(_known);
        }
    }

    private void RankTargets(GameView view)
    {
        if (_ticks % 60 != 0) return;
        foreach (var target in _targets) target.Rank = TargetScore.Of(ScoreModel.MoneyChanceTime, view, target.Id) * Horizon / (Horizon + PrepareSeconds(target.Id, view));
        Array.Sort(_targets, (left, right) => left.Rank != right.Rank ? right.Rank.CompareTo(left.Rank) : left.Id.Index.CompareTo(right.Id.Index));
    }

    /// <summary>Seconds until a target is prepared if every helper works on it.</summary>
    private double PrepareSeconds(ServerId target, GameView view)
    {
        ref readonly var server = ref view.Server(target);
        var (grow, weaken) = server.Money < server.MoneyMax ? PrepareTask.SowThreads(in server, in view.Person, view.Multipliers) : (0, 0);
        double threads = grow + weaken + PrepareTask.TillThreads(in server, view.Multipliers);
        return threads * ScriptRam / Math.Max(ScriptRam, Allocator.Usable.Hundredths) * view.Seconds(JobKind.Weaken, target);
    }

    private void ServeAll(GameView view, Plan plan)
    {
        foreach (var target in _targets)
        {
            if (target.IsHacked && !Serve(target, view, plan)) return;
        }

        foreach (var target in _targets)
        {
            if (!target.IsHacked && !Serve(target, view, plan)) return;
        }
    }

    private void BatchOver(PoolTarget target, GameView view, Plan plan)
    {
        target.InFlight--;
        if (target.IsHacked && !BatchMath.IsInShape(in view.Server(target.Id), _options.ShapeTolerance)) target.IsDraining = true;

        // Helpers that are hacking stay with their target; those that prepare go to whoever comes first.
        if (target.IsHacked) Serve(target, view, plan);
        else ServeAll(view, plan);
    }

    /// <returns>False if there are too few helpers for it.</returns>
    private bool Serve(PoolTarget target, GameView view, Plan plan)
    {
        ref readonly var server = ref view.Server(target.Id);
        if (!server.HasRoot || server.LevelRequired > view.Person.Level) return true;
        if (target.InFlight == 0)
        {
            target.IsDraining = false;
            target.IsHacked = BatchMath.IsPrepped(in server);
        }

        if (target.IsDraining) return true;
        return target.IsHacked ? Hack(target, view, plan) : Prepare(target, view, plan);
    }

    private bool Prepare(PoolTarget target, GameView view, Plan plan)
    {
        ref readonly var server = ref view.Server(target.Id);
        var timing = new GwTiming(view.Seconds(JobKind.Grow, target.Id) * 1000, view.Seconds(JobKind.Weaken, target.Id) * 1000, _options.Hot);
        var (grows, _) = server.Money < server.MoneyMax ? PrepareTask.SowThreads(in server, in view.Person, view.Multipliers) : (0, 0);
        var weakens = PrepareTask.TillThreads(in server, view.Multipliers);
        while (target.InFlight < timing.Batches)
        {
            var growsLeft = grows - target.GrowsInFlight;
            var covering = (int)Math.Ceiling(target.GrowsInFlight * WeakenPerGrow(view));
            var weakensLeft = weakens + covering - target.WeakensInFlight;
            if (growsLeft <= 0 && weakensLeft <= 0) return true;
            if (!TryLaunchPair(target, growsLeft, weakensLeft, timing, view, plan)) return false;
        }

        return true;
    }

    private bool TryLaunchPair(PoolTarget target, int growsLeft, int weakensLeft, GwTiming timing, GameView view, Plan plan)
    {
        var first = SimTime.Max(target.NextLanding, view.Now + timing.First);
        var grower = growsLeft > 0 ? Helpers.Take(growsLeft, exactly: false) : -1;
        var growing = grower < 0 ? 0 : Math.Min(growsLeft, Helpers[grower].Threads);
        var wanted = Math.Max(1, (int)Math.Ceiling(growing * WeakenPerGrow(view)) + Math.Max(0, weakensLeft));
        var weakener = Helpers.Take(wanted, exactly: false);
        if (weakener < 0)
        {
            if (grower >= 0) Helpers.Add(grower);
            return false;
        }

        var weakening = Math.Min(wanted, Helpers[weakener].Threads);
        if (growing > 0) growing = Math.Max(1, (int)Math.Min(growing, (weakening - Math.Clamp(weakensLeft, 0, weakening - 1)) / WeakenPerGrow(view)));
        if (growing > 0 && !TryOrder(grower, Order(JobKind.Grow, target.Id, first), growing, view, plan)) growing = 0;
        if (!TryOrder(weakener, Order(JobKind.Weaken, target.Id, first + timing.Spacer), weakening, view, plan))
        {
            // A grow without its weaken lands all the same; the next look at the target sees what it raised.
            target.GrowsInFlight += growing;
            return false;
        }

        target.GrowsInFlight += growing;
        target.WeakensInFlight += weakening;
        target.InFlight++;
        target.NextLanding = first + timing.Hot;
        return true;
    }

    private bool Hack(PoolTarget target, GameView view, Plan plan)
    {
        MakePlans(target, view);
        var spacer = new SimDuration(_options.Hot.Micros / 4 / 1000 * 1000);
        var total = view.Seconds(JobKind.Weaken, target.Id) + _options.Hot.TotalSeconds;
        var depth = HarvestCurve.OverlapOf(total, _options.Hot);

        // Between the landings of a batch security is up, and what starts then lands late.
        if (view.Server(target.Id).Security > view.Server(target.Id).SecurityMin * (1 + BatchMath.PreppedTolerance)) return target.InFlight >= depth;
        for (var step = 0; step < target.Plans.Count && target.InFlight < depth;)
        {
            var first = SimTime.Max(target.NextLanding, BatchTiming.EarliestFirstLanding(BatchShape.Hwgw, view, target.Id, spacer));
            if (TryLaunchBatch(target, target.Plans[step].Plan, target.Plans[step].Index, first, spacer, view, plan)) target.NextLanding = first + _options.Hot;
            else step++;
        }

        return target.InFlight >= depth;
    }

    private bool TryLaunchBatch(PoolTarget target, BatchPlan batch, int index, SimTime first, SimDuration spacer, GameView view, Plan plan)
    {
        Span<int> taken = stackalloc int[4];
        for (var position = 0; position < 4; position++)
        {
            taken[position] = Helpers.Take(batch.Jobs[position].Threads, exactly: true);
            if (taken[position] >= 0 && IsThere(taken[position], view, plan)) continue;
            for (var back = 0; back < position; back++) Helpers.Add(taken[back]);
            return false;
        }

        for (var position = 0; position < 4; position++)
        {
            var request = Order(batch.Jobs[position].Kind, target.Id, first + (spacer * position));
            request.Batch = _batches;
            request.Plan = index;
            request.Position = position;
            Send(taken[position], request, batch.Jobs[position].Threads, plan);
        }

        _batches++;
        target.InFlight++;
        return true;
    }

    private void MakePlans(PoolTarget target, GameView view)
    {
        if (target.PlansLevel == view.Person.Level) return;
        target.PlansLevel = view.Person.Level;
        target.Plans.Clear();
        var greed = _options.GreedMax;
        for (var step = 0; step < PlanSteps; step++, greed /= 2)
        {
            var plan = BatchMath.Work(
                BatchShape.Hwgw, target.Id, in view.Server(target.Id), in view.Person, view.Multipliers, new ThreadArithmetic(greed), 1);
            if (plan is null) return;
            if (step > 0 && plan.Jobs[0].Threads == target.Plans[^1].Plan.Jobs[0].Threads) continue;
            target.Plans.Add((plan, view.AddPlan(plan)));
        }
    }

    private static JobRequest Order(JobKind kind, ServerId target, SimTime landsAt) => new()
    {
        Kind = kind,
        Target = target,
        LandsAt = landsAt,
        RamPerThread = ScriptRam,
        IsPermanent = true,
        Reports = true,
        Batch = Preparer.NoBatch,
    };

    private bool TryOrder(int number, JobRequest request, int threads, GameView view, Plan plan)
    {
        if (!IsThere(number, view, plan)) return false;
        Send(number, request, threads, plan);
        return true;
    }

    /// <summary>False, and the helper is gone, if others use the RAM that was meant for it, or its process was killed.</summary>
    private bool IsThere(int number, GameView view, Plan plan)
    {
        ref var helper = ref Helpers[number];
        if (helper.Job != JobId.None && view.IsAlive(helper.Job)) return true;
        if (helper.Job == JobId.None && plan.RamFree(helper.Host) >= (long)helper.Threads * ScriptRam) return true;
        Lose(number);
        return false;
    }

    private void Send(int number, JobRequest request, int threads, Plan plan)
    {
        ref var helper = ref Helpers[number];
        request.Host = helper.Host;
        request.Threads = helper.Threads;
        var options = new OperationOptions(Threads: threads);
        if (helper.Job != JobId.None)
        {
            plan.Continue(helper.Job, in request, in options);
            return;
        }

        _launching.Enqueue(number);
        plan.Launch(in request, in options);
    }

    private void Free(int number, Plan plan)
    {
        ref var helper = ref Helpers[number];
        if (!Allocator.IsVacated(helper.Host))
        {
            Helpers.Add(number);
            return;
        }

        Dismiss(number, plan);
    }

    private void Dismiss(int number, Plan plan)
    {
        if (Helpers[number].Job != JobId.None) plan.Kill(Helpers[number].Job);
        Lose(number);
    }

    private void Lose(int number)
    {
        ref var helper = ref Helpers[number];
        helper.IsGone = true;
        _botsOn[helper.Host.Index]--;
        Allocator.Release(helper.Claim);
    }

    private static double WeakenPerGrow(GameView view) => SecurityFormulas.GrowRisePerThread / SecurityFormulas.WeakenEffect(1, 1, view.Multipliers);
}
