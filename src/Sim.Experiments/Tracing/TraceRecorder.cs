using Sim.Engine;
using Sim.Game;

namespace Sim.Experiments;

/// <summary>Keeps every job that is alive at some moment of a time window, for timelines and for looking closely.</summary>
public sealed class TraceRecorder(GameRun game, SimTime from, SimTime to) : IGameObserver
{
    private readonly Dictionary<int, JobTrace> _alive = [];
    private readonly List<JobTrace> _done = [];
    private long _landings;

    /// <summary>The jobs of the window in the order of their pids; call it after the run.</summary>
    public IReadOnlyList<JobTrace> Jobs() => [.. _done.Concat(_alive.Values.Where(job => job.LaunchedMs <= to.TotalMilliseconds)).OrderBy(job => job.Pid)];

    public void OnLaunched(in Job job)
    {
        if (game.Loop.Now > to) return;
        _alive[job.Pid] = Describe(in job) with { Outcome = "running" };
    }

    public void OnStarted(in Job job, in Operation operation)
    {
        if (!_alive.TryGetValue(job.Pid, out var trace))
        {
            if (!job.Request.IsPermanent || game.Loop.Now > to) return;
            trace = Describe(in job);
        }

        _alive[job.Pid] = trace with
        {
            Threads = operation.Threads,
            StartedMs = operation.StartedAt.TotalMilliseconds,
            DurationMs = operation.DurationMs,
            SecurityAtStart = operation.SecurityAtStart,
            LandingDueMs = operation.DueAt.TotalMilliseconds,
            StartLatestMs = LatestStart(in job, in operation),
        };
    }

    public void OnLanded(in Job job, in Landing landing)
    {
        _landings++;
        if (!_alive.Remove(job.Pid, out var trace) || game.Loop.Now < from) return;
        _done.Add(trace with
        {
            LandedMs = game.Loop.Now.TotalMilliseconds,
            LandingOrder = _landings,
            SecurityBefore = landing.SecurityBefore,
            SecurityAfter = landing.SecurityAfter,
            MoneyBefore = landing.MoneyBefore,
            MoneyAfter = landing.MoneyAfter,
            MoneyGained = landing.MoneyGained,
            Success = landing.Success,
            Outcome = "landed",
        });
    }

    public void OnEnded(in Job job)
    {
    }

    public void OnKilled(in Job job) => Leave(job.Pid, "killed");

    public void OnRefused(in JobRequest request, LaunchRefusal reason)
    {
    }

    private static double LatestStart(in Job job, in Operation operation) => job.Request.LandsAt == SimTime.Zero
        ? operation.StartedAt.TotalMilliseconds
        : job.Request.LandsAt.TotalMilliseconds - operation.OperationMs;

    private void Leave(int pid, string outcome)
    {
        if (!_alive.Remove(pid, out var trace) || game.Loop.Now < from) return;
        _done.Add(trace with { Outcome = outcome });
    }

    private JobTrace Describe(in Job job)
    {
        ref readonly var request = ref job.Request;
        var servers = game.World.Servers;
        var hasBatch = request.Batch >= 0;
        return new JobTrace
        {
            Pid = job.Pid,
            Owner = request.Owner,
            Batch = hasBatch ? request.Batch : null,
            Position = hasBatch ? request.Position : null,
            Kind = request.Kind.ToString().ToLowerInvariant(),
            Host = servers[request.Host.Index].Hostname,
            Target = servers[request.Target.Index].Hostname,
            Threads = request.Threads,
            LaunchedMs = game.Loop.Now.TotalMilliseconds,
            StartLatestMs = game.Loop.Now.TotalMilliseconds,
            LandingPlannedMs = request.LandsAt == SimTime.Zero ? null : request.LandsAt.TotalMilliseconds,
            Outcome = "running",
        };
    }
}
