using Sim.Engine;
using Sim.Game;

namespace Sim.Testing;

/// <summary>
/// Turns numbers into a run: launches of every sort, kills, time, work from outside and a busy thread, on a small world whose
/// level, cores and security come from the numbers as well. The same numbers give the same run.
/// </summary>
public sealed class GameScript
{
    private static readonly double[] s_delaysMs = [0, 0.25, 7, 1000, 1e9, 1.5e9, -1, double.NaN];

    private readonly Lab _lab;
    private readonly ServerId[] _hosts;
    private readonly ServerId[] _targets;
    private readonly List<JobId> _jobs = [];
    private int _continued;

    /// <summary>One step; every value has a meaning.</summary>
    /// <param name="What">Which sort of step.</param>
    /// <param name="Which">Which host, target, kind or job.</param>
    /// <param name="HowMuch">Threads or time.</param>
    public readonly record struct Move(byte What, byte Which, ushort HowMuch);

    private GameScript(ushort world)
    {
        _lab = new Lab
        {
            Level = 1 + (world % 900),
            Luck = new RandomStreams(world).Stream("hack-success"),
            OnReport = OnReport,
        };
        _hosts =
        [
            _lab.Host("home", 40 + (world % 64), cores: 1 + (world % 4)),
            _lab.Host("small", 8.5),
            _lab.Host("locked", 1024, hasRoot: false),
            _lab.Host("large", 4096),
        ];
        _targets =
        [
            _lab.Prepped("easy", moneyMax: 1e6, securityMin: 1, levelRequired: 1, growth: 30),
            _lab.Target("middle", State(moneyMax: 5e7, money: 1e4 * (world % 5), min: 7, security: 7 + (world % 93), level: 100)),
            _lab.Target("hard", State(moneyMax: 1e10, money: 0, min: 33.3, security: 100, level: 700)),
            _lab.Target("low", State(moneyMax: 2e5, money: 2e5, min: 0.5, security: 1, level: 1)),
            _lab.Target("closed", State(moneyMax: 1e6, money: 1e6, min: 3, security: 9, level: 1) with { HasRoot = false }),
        ];
    }

    /// <summary>Plays the steps, kills what waits for more, and runs to the end; every observation is checked on the way.</summary>
    /// <exception cref="InvariantException">Something that must always hold did not.</exception>
    public static Lab Play(ushort world, IEnumerable<Move> steps)
    {
        var script = new GameScript(world);
        foreach (var step in steps) script.Do(step);
        script._lab.RunUntilIdle();
        foreach (var job in script._jobs) script._lab.Game.Kill(job);
        script._lab.RunUntilIdle();
        script._lab.CheckAllFree();
        return script._lab;
    }

    private static Server State(double moneyMax, double money, double min, double security, double level) => new()
    {
        MoneyMax = moneyMax,
        Money = money,
        SecurityMin = min,
        Security = Math.Min(100, security),
        SecurityBase = Math.Min(100, min * 3),
        LevelRequired = level,
        Growth = 40,
        HasRoot = true,
    };

    private void Do(Move step)
    {
        var game = _lab.Game;
        switch (step.What % 12)
        {
            case < 5:
                Launch(step, game);
                break;
            case 5 when _jobs.Count > 0:
                game.Kill(_jobs[step.HowMuch % _jobs.Count]);
                break;
            case 6:
                game.RunUntil(game.Loop.Now + SimDuration.FromMilliseconds(step.HowMuch));
                break;
            case 7:
                game.Step();
                break;
            case 8:
                game.Loop.AdvanceTo(game.Loop.Now + new SimDuration(step.HowMuch * 100L));
                break;
            case 9:
                _lab.Disturb((JobKind)(step.Which % 3), _targets[step.HowMuch % 4], 1 + step.Which);
                break;
            case 10:
                game.WakeAfter(SimDuration.FromMilliseconds(step.HowMuch), step.Which);
                break;
            default:
                game.RunMicrotasks();
                break;
        }
    }

    private void Launch(Move step, GameRun game)
    {
        var request = _lab.Request((JobKind)(step.Which % 3), _targets[(step.Which / 3) % _targets.Length], (step.HowMuch % 50) - (step.What == 4 ? 1 : 0));
        request.Host = _hosts[(step.HowMuch / 50) % _hosts.Length];
        request.IsPermanent = step.What % 7 == 3;
        request.Owner = step.Which % 3;
        request.HasFixedDelay = step.Which % 2 == 0;
        var options = new OperationOptions(
            step.HowMuch % 11 == 0 && request.Threads > 1 ? request.Threads - 0.75 : 0,
            s_delaysMs[step.HowMuch % s_delaysMs.Length]);
        request.LandsAt = game.Loop.Now + SimDuration.FromMilliseconds(step.HowMuch * 3L);
        if (game.Launch(in request, in options, out var id) == LaunchRefusal.None) _jobs.Add(id);
    }

    private void OnReport(Lab.Report report)
    {
        if (!report.Job.Request.IsPermanent) return;
        if (++_continued % 3 == 0)
        {
            _lab.Game.Kill(report.Id);
            return;
        }

        // Bounded, so that every script comes to an end: then the worker waits until the script is over.
        if (_continued > 60) return;
        var next = report.Job.Request;
        next.HasFixedDelay = true;
        if (next.Kind == JobKind.Hack && report.Landing.LevelAfter < 700) next.Target = _targets[0];
        _lab.Game.Continue(report.Id, in next);
    }
}
