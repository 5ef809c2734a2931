using Sim.Engine;

namespace Sim.Game;

/// <content>Processes: launch, first line, end and kill, with the RAM they hold.</content>
public sealed partial class GameRun
{
    /// <summary>The largest additionalMsec that the game accepts.</summary>
    private const double AdditionalMsecMax = 1e9;

    /// <summary>
    /// Added to a delay that aims at a landing time: the timer truncates to whole milliseconds, and without it the rounding of
    /// seconds to milliseconds and back would lose one of them every other time.
    /// </summary>
    private const double AimMsec = 0.5;

    private Job[] _jobs;
    private TimerId[] _landingTimers;

    /// <summary>The options of those jobs that have any, by slot; empty until the first one comes.</summary>
    private OperationOptions[] _options = [];
    private int _jobCount;
    private int _freeJob = -1;
    private int _pids;
    private long[] _ramHeldByOwner = new long[1];

    /// <summary>Jobs that hold RAM now.</summary>
    public int JobsAlive { get; private set; }

    /// <summary>RAM that jobs hold now over all hosts, in hundredths of a GB.</summary>
    public long RamHeldHundredths { get; private set; }

    /// <summary>RAM that jobs of this owner hold now, in hundredths of a GB.</summary>
    public long RamHeldBy(int owner) => owner < _ramHeldByOwner.Length ? _ramHeldByOwner[owner] : 0;

    public bool IsAlive(JobId id) =>
        id.Slot >= 0 && id.Slot < _jobCount && _jobs[id.Slot].State != JobState.None && _jobs[id.Slot].Generation == id.Generation;

    /// <summary>A job that is alive.</summary>
    public ref readonly Job Job(JobId id)
    {
        Invariant.Check(IsAlive(id));
        return ref _jobs[id.Slot];
    }

    /// <summary>Shows every job that is alive, in the order of the table.</summary>
    public void VisitAlive(JobVisitor visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        for (var slot = 0; slot < _jobCount; slot++)
        {
            if (_jobs[slot].State != JobState.None) visit(in _jobs[slot]);
        }
    }

    /// <summary>RAM per thread of a request in hundredths of a GB.</summary>
    public static int RamPerThread(in JobRequest request) =>
        request.RamPerThread > 0 ? request.RamPerThread : WorkerRam(request.Kind);

    /// <summary>RAM per thread of the lean worker of a kind, in hundredths of a GB.</summary>
    public static int WorkerRam(JobKind kind) => kind == JobKind.Hack ? 170 : 175;

    /// <summary>
    /// exec: takes the RAM and gives the worker a pid; its first line runs one microtask later. The scheduler is told of a refusal
    /// by the return value.
    /// </summary>
    public LaunchRefusal Launch(in JobRequest request, out JobId id)
    {
        id = JobId.None;
        var refusal = Admit(in request, out var ram);
        if (refusal != LaunchRefusal.None)
        {
            Observer?.OnRefused(in request, refusal);
            Lag?.Charge(Activity.ControllerJob);
            return refusal;
        }

        _hosts[request.Host.Index].RamUsed += ram;
        _ramFree[request.Host.Index] -= ram;
        RamHeldHundredths += ram;
        if (request.Owner >= _ramHeldByOwner.Length) Array.Resize(ref _ramHeldByOwner, request.Owner + 1);
        _ramHeldByOwner[request.Owner] += ram;
        JobsAlive++;
        var slot = TakeSlot();
        ref var job = ref _jobs[slot];
        job.Request = request;
        job.HeldSince = Loop.Now;
        job.Pid = ++_pids;
        job.State = JobState.Launched;
        job.HasOptions = false;
        id = new JobId(slot, job.Generation);
        Observer?.OnLaunched(in job);
        PostFirstLine(ref job, slot);
        if (Lag is { } lag)
        {
            lag.Charge(Activity.ControllerJob);
            lag.Charge(Activity.Exec);
        }

        return LaunchRefusal.None;
    }

    /// <inheritdoc cref="Launch(in JobRequest, out JobId)"/>
    /// <param name="request">The worker.</param>
    /// <param name="options">What its operation is called with.</param>
    /// <param name="id">The job, none if it was refused.</param>
    public LaunchRefusal Launch(in JobRequest request, in OperationOptions options, out JobId id)
    {
        var refusal = Launch(in request, out id);
        if (refusal == LaunchRefusal.None) SetOptions(id.Slot, in options);
        return refusal;
    }

    /// <summary>
    /// A permanent worker that waits calls its next operation. The controller plans it and writes to the worker's port, which wakes
    /// the worker up.
    /// </summary>
    /// <param name="id">The worker's job.</param>
    /// <param name="request">The operation; host and RAM stay those of the worker.</param>
    /// <param name="options">What it is called with.</param>
    public void Continue(JobId id, in JobRequest request, in OperationOptions options = default)
    {
        Invariant.Check(IsAlive(id));
        ref var job = ref _jobs[id.Slot];
        Invariant.Check(job.State == JobState.Waiting);
        Invariant.Check(request.Threads == job.Request.Threads);
        var (host, ramPerThread) = (job.Request.Host, job.Request.RamPerThread);
        job.Request = request;
        job.Request.Host = host;
        job.Request.RamPerThread = ramPerThread;
        job.State = JobState.Launched;
        job.HasOptions = false;
        if (options != default) SetOptions(id.Slot, in options);
        PostFirstLine(ref job, id.Slot);
        if (Lag is { } lag)
        {
            lag.Charge(Activity.ControllerJob);
            lag.Charge(Activity.PortWrite);
            lag.Charge(Activity.WakeUp);
        }
    }

    /// <summary>kill: the process ends at once, without effect, exp or draw, and its RAM is free.</summary>
    /// <returns>False if it had ended before.</returns>
    public bool Kill(JobId id)
    {
        if (!IsAlive(id)) return false;
        Observer?.OnKilled(in _jobs[id.Slot]);
        if (_jobs[id.Slot].State == JobState.Running) Loop.Cancel(_landingTimers[id.Slot]);
        End(id.Slot);
        return true;
    }

    /// <summary>RAM x time that the jobs on a host have held it for so far, in GB-seconds: what a kill would lose.</summary>
    public double WorkOn(ServerId host)
    {
        var sum = 0.0;
        for (var slot = 0; slot < _jobCount; slot++)
        {
            ref readonly var job = ref _jobs[slot];
            if (job.State != JobState.None && job.Request.Host == host) sum += job.RamHundredths / 100.0 * (Loop.Now - job.HeldSince).TotalSeconds;
        }

        return sum;
    }

    /// <summary>killall: every job on a host, in the order of the table.</summary>
    public void KillAll(ServerId host)
    {
        for (var slot = 0; slot < _jobCount; slot++)
        {
            if (_jobs[slot].State != JobState.None && _jobs[slot].Request.Host == host) Kill(new JobId(slot, _jobs[slot].Generation));
        }
    }

    /// <summary>Every job of one of the controller's schedulers, on whatever host.</summary>
    public void KillAllOf(int owner)
    {
        for (var slot = 0; slot < _jobCount; slot++)
        {
            if (_jobs[slot].State != JobState.None && _jobs[slot].Request.Owner == owner) Kill(new JobId(slot, _jobs[slot].Generation));
        }
    }

    private LaunchRefusal Admit(in JobRequest request, out long ram)
    {
        ram = 0;
        if (request.Threads < 1) return LaunchRefusal.NoThreads;
        if (!_servers[request.Host.Index].HasRoot) return LaunchRefusal.NoRootOnHost;
        ram = (long)RamPerThread(in request) * request.Threads;
        return ram > _hosts[request.Host.Index].RamFree ? LaunchRefusal.NotEnoughRam : LaunchRefusal.None;
    }

    private int TakeSlot()
    {
        var slot = _freeJob;
        if (slot >= 0)
        {
            _freeJob = _jobs[slot].Pid;
            return slot;
        }

        if (_jobCount == _jobs.Length)
        {
            Array.Resize(ref _jobs, _jobs.Length * 2);
            Array.Resize(ref _landingTimers, _jobs.Length);
        }

        return _jobCount++;
    }

    private void PostFirstLine(ref Job job, int slot)
    {
        job.FirstLineIsPosted = true;
        Loop.PostMicrotask(new SimEvent((byte)GameEvent.WorkerStart, slot));
    }

    /// <summary>
    /// Gives a slot to later jobs; its pid then says which slot is free next. A worker that was killed before its first line keeps its slot until that line's turn has
    /// passed: a job in the same slot would otherwise start in the dead one's place, before others that were launched first.
    /// </summary>
    private void FreeSlot(ref Job job, int slot)
    {
        job.Pid = _freeJob;
        _freeJob = slot;
    }

    /// <summary>The worker's first line: the duration is fixed from security and level at this moment.</summary>
    private void StartOperation(int slot)
    {
        ref var job = ref _jobs[slot];
        job.FirstLineIsPosted = false;
        if (job.State == JobState.None)
        {
            FreeSlot(ref job, slot);
            return;
        }

        var refusal = CheckCall(in job.Request);
        if (refusal == LaunchRefusal.None)
        {
            var now = Loop.Now;
            var seconds = Seconds(job.Request.Kind, job.Request.Target);
            var additionalMsec = job.Request.HasFixedDelay
                ? FixedDelay(in job, slot)
                : Math.Max(0, (job.Request.LandsAt - now).TotalMilliseconds - (seconds * 1000) + AimMsec);
            if (additionalMsec is >= 0 and <= AdditionalMsecMax)
            {
                var duration = OperationMsec(seconds, additionalMsec);
                var dueAt = now + SimDuration.FromTimerDelay(duration);
                job.State = JobState.Running;
                if (job.Request.IsPermanent) job.HeldSince = now;
                _landingTimers[slot] = Loop.Schedule(dueAt, new SimEvent((byte)GameEvent.Landing, slot));
                if (Observer is { } observer)
                {
                    var operation = new Operation
                    {
                        StartedAt = now,
                        DueAt = dueAt,
                        DurationMs = duration,
                        OperationMs = seconds * 1000,
                        SecurityAtStart = _servers[job.Request.Target.Index].Security,
                        Threads = ThreadsUsed(in job, slot),
                    };
                    observer.OnStarted(in job, in operation);
                }

                Lag?.Charge(Activity.WorkerStart);
                return;
            }

            refusal = LaunchRefusal.InvalidDelay;
        }

        var request = job.Request;
        End(slot);
        Observer?.OnRefused(in request, refusal);
        Lag?.Charge(Activity.WorkerStart);
        Controller?.OnRefused(in request, refusal);
        if (Controller is not null) Lag?.Charge(Activity.ControllerTurn);
    }

    /// <summary>The exact duration in ms, in the game's order of operations (netscriptDelay of hack, grow and weaken).</summary>
    public static double OperationMsec(double seconds, double additionalMsec) => (seconds + (additionalMsec / 1000)) * 1000;

    private double FixedDelay(in Job job, int slot) => job.HasOptions ? _options[slot].AdditionalMsec : 0;

    /// <summary>Threads that the operation uses; may be fractional.</summary>
    private double ThreadsUsed(in Job job, int slot)
    {
        var threads = job.Request.Threads;
        return job.HasOptions && _options[slot].Threads > 0 ? Math.Min(_options[slot].Threads, threads) : threads;
    }

    private void SetOptions(int slot, in OperationOptions options)
    {
        if (_options.Length < _jobs.Length) Array.Resize(ref _options, _jobs.Length);
        _options[slot] = options;
        _jobs[slot].HasOptions = true;
    }

    private LaunchRefusal CheckCall(in JobRequest request)
    {
        ref readonly var target = ref _servers[request.Target.Index];
        if (!target.HasRoot) return LaunchRefusal.NoRootOnTarget;
        if (request.Kind == JobKind.Hack && target.LevelRequired > _person.Level) return LaunchRefusal.LevelTooLow;
        return LaunchRefusal.None;
    }

    private void Land(int slot)
    {
        ref var job = ref _jobs[slot];
        Invariant.Check(job.State == JobState.Running);
        Apply(job.Request.Kind, job.Request.Target, ThreadsUsed(in job, slot), _hosts[job.Request.Host.Index].Cores, out var landing);
        Observer?.OnLanded(in job, in landing);
        if (job.Request.Reports)
        {
            LandAndReport(slot, in landing);
            return;
        }

        EndOrWait(ref job, slot);
        Lag?.Charge(Activity.Landing);
    }

    private void LandAndReport(int slot, in Landing landing)
    {
        // The controller may launch into this job's slot, so it is told of a copy.
        var landed = _jobs[slot];
        EndOrWait(ref _jobs[slot], slot);
        Lag?.Charge(Activity.Landing);
        Report(new JobId(slot, landed.Generation), in landed, in landing);
    }

    private void EndOrWait(ref Job job, int slot)
    {
        if (job.Request.IsPermanent)
        {
            job.State = JobState.Waiting;
        }
        else
        {
            End(slot);
        }
    }

    /// <summary>The worker writes to the controller's port, the controller wakes up and has its turn.</summary>
    private void Report(JobId id, in Job landed, in Landing landing)
    {
        if (Controller is not { } controller) return;
        Lag?.Charge(Activity.PortWrite);
        Lag?.Charge(Activity.WakeUp);
        controller.OnLanded(id, in landed, in landing);
        Lag?.Charge(Activity.ControllerTurn);
    }

    private void End(int slot)
    {
        ref var job = ref _jobs[slot];
        ref var host = ref _hosts[job.Request.Host.Index];
        var ram = job.RamHundredths;
        host.RamUsed -= ram;
        _ramFree[job.Request.Host.Index] += ram;
        foreach (var freed in _freed) freed.Add(job.Request.Host);
        RamHeldHundredths -= ram;
        _ramHeldByOwner[job.Request.Owner] -= ram;
        JobsAlive--;
        Observer?.OnEnded(in job);
        job.State = JobState.None;
        job.Generation = (job.Generation + 1) & int.MaxValue;
        if (!job.FirstLineIsPosted) FreeSlot(ref job, slot);
        Invariant.Check(host.RamUsed >= 0);
    }
}

/// <summary>Looks at a job without changing it.</summary>
public delegate void JobVisitor(in Job job);
