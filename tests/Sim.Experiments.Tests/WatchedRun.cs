using System.Text;
using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;
using Sim.Testing;

namespace Sim.Experiments.Tests;

/// <summary>A run from a scenario with recorder, journal and every checker beside it.</summary>
internal sealed class WatchedRun
{
    private readonly Conductor _conductor;
    private readonly InvariantCheckers _checkers;

    public WatchedRun(RunSpec spec, bool withJournal = false)
    {
        Game = new GameRun(spec.World, new RandomStreams(spec.Seed).Stream("hack-success"));
        Recorder = new Recorder(Game);
        Journal = new Journal(Game);
        _checkers = new InvariantCheckers(Game);
        Game.Observer = withJournal
            ? new ObserverList(Recorder, _checkers.Observer, Journal)
            : new ObserverList(Recorder, _checkers.Observer);
        var context = new SchedulerContext { View = Game.View, Targets = spec.Targets, Options = spec.Options };
        var schedulers = spec.Scheduler.Build(context);
        foreach (var scheduler in schedulers.OfType<IUsesAllocator>()) Game.Observer = new ObserverList(Game.Observer, new AllocatorChecker(Game, scheduler.Allocator));
        _conductor = new Conductor(Game, schedulers);
        _conductor.Start();
        Game.RunUntil(SimTime.Zero + spec.Duration);
    }

    public GameRun Game { get; }

    public Recorder Recorder { get; }

    public Journal Journal { get; }

    /// <summary>Landings of jobs that belong to batches, in order.</summary>
    public IEnumerable<JournalEntry> BatchLandings => Journal.Of(JournalEvent.Landed).Where(entry => entry.Job.Request.Batch >= 0);

    /// <summary>A run on one of the reference saves.</summary>
    /// <param name="save">early, mid or late.</param>
    /// <param name="targets">Hostnames with commas.</param>
    /// <param name="scheduler">The scheduler's name, followed by options such as <c>greed=1%</c>.</param>
    /// <param name="minutes">Simulated time.</param>
    public static RunSpec Spec(string save, string targets, string scheduler, int minutes)
    {
        var words = scheduler.Split(' ');
        var options = words.Skip(1).Select(option => option.Split('=')).Select(pair => $", \"{pair[0]}\": {Value(pair[1])}");
        var names = string.Join(", ", targets.Split(',').Select(name => $"\"{name}\""));
        var text = $$"""
            {
              "title": "{{scheduler}} on {{save}}",
              "world": { "save": "save/{{save}}.json.gz" },
              "target": [{{names}}],
              "scheduler": { "name": "{{words[0]}}"{{string.Concat(options)}} },
              "duration": "{{minutes}}m"
            }
            """;
        return RunSpec.From(ScenarioFile.Parse("test.json", Encoding.UTF8.GetBytes(text), SchedulerCatalogue.All, Repository.Data("reference")));
    }

    /// <summary>The same world with a player who gains no exp, so that nothing changes but what the scheduler does.</summary>
    public static RunSpec LevelStable(RunSpec spec) => spec with
    {
        World = spec.World with { Player = spec.World.Player with { Person = spec.World.Player.Person with { ExpMultiplier = 0 } } },
    };

    private static string Value(string text) => text is "true" or "false" || text.All(char.IsAsciiDigit) ? text : $"\"{text}\"";
}
