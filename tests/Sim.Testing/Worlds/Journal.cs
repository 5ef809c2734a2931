using Sim.Engine;
using Sim.Game;

namespace Sim.Testing;

/// <summary>What an observer was told.</summary>
public enum JournalEvent
{
    Launched,
    Started,
    Landed,
    Ended,
    Killed,
    Refused,
}

/// <summary>One observation with everything a test may ask about it.</summary>
/// <param name="Event">Which call it was.</param>
/// <param name="At">The clock at the call.</param>
/// <param name="Job">The job; for a refusal only its request is filled in.</param>
/// <param name="Operation">What was fixed at the start of the job's latest operation; empty before.</param>
/// <param name="Landing">What the landing did; empty for the others.</param>
/// <param name="Reason">Of a refusal.</param>
/// <param name="RamUsed">RAM in use on the job's host at the call, in hundredths of a GB.</param>
public sealed record JournalEntry(JournalEvent Event, SimTime At, Job Job, Operation Operation, Landing Landing, LaunchRefusal Reason, long RamUsed)
{
    /// <summary>All that must be equal when a run is repeated, to the last bit.</summary>
    public string Fingerprint => string.Join(
        ' ',
        Event,
        At.Micros,
        Job.Pid,
        Job.Request.Kind,
        Job.Request.Host,
        Job.Request.Target,
        Job.Request.Threads,
        Operation.DueAt.Micros,
        Bits(Operation.DurationMs),
        Bits(Landing.MoneyAfter),
        Bits(Landing.SecurityAfter),
        Bits(Landing.ExpAfter),
        Bits(Landing.Draw),
        Bits(Landing.Returned),
        Reason,
        RamUsed);

    private static string Bits(double value) => BitConverter.DoubleToInt64Bits(value).ToString("x", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Writes down everything that happens in a run, in order.</summary>
public sealed class Journal(GameRun game) : IGameObserver
{
    private readonly List<JournalEntry> _entries = [];
    private readonly Dictionary<int, Operation> _operations = [];

    public IReadOnlyList<JournalEntry> Entries => _entries;

    public IEnumerable<JournalEntry> Of(JournalEvent kind) => _entries.Where(entry => entry.Event == kind);

    public void OnLaunched(in Job job) => Add(JournalEvent.Launched, in job);

    public void OnStarted(in Job job, in Operation operation)
    {
        _operations[job.Pid] = operation;
        Add(JournalEvent.Started, in job);
    }

    public void OnLanded(in Job job, in Landing landing) => Add(JournalEvent.Landed, in job, landing);

    public void OnEnded(in Job job) => Add(JournalEvent.Ended, in job);

    public void OnKilled(in Job job) => Add(JournalEvent.Killed, in job);

    public void OnRefused(in JobRequest request, LaunchRefusal reason)
    {
        var job = new Job { Request = request };
        Add(JournalEvent.Refused, in job, default, reason);
    }

    private void Add(JournalEvent kind, in Job job, Landing landing = default, LaunchRefusal reason = LaunchRefusal.None) =>
        _entries.Add(new JournalEntry(kind, game.Loop.Now, job, _operations.GetValueOrDefault(job.Pid), landing, reason, game.Host(job.Request.Host).RamUsed));
}
