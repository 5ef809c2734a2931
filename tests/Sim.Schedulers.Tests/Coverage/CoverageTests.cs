using FsCheck;
using FsCheck.Fluent;
using Sim.Engine;
using Sim.Game;
using Sim.Testing;

namespace Sim.Schedulers.Tests;

public sealed class CoverageTests
{
    private readonly Lab _lab = new() { Level = 500, Player = person => person with { ExpMultiplier = 0 } };

    [Fact]
    public void EveryTarget_HasOneThread_AndTheBestGetsTheRestOfItsRunner()
    {
        var plan = CoveragePlan.Make([new Runner(new ServerId(1), 10), new Runner(new ServerId(2), 4)], Scored(5, 9, 7));
        Assert.Equal([(1, 1, 8), (2, 1, 1), (0, 1, 1)], plan.Assignments.Select(one => (one.Target.Index, one.Runner.Index, one.Threads)));
        Assert.Equal(0, plan.Uncovered);
    }

    [Fact]
    public void ShortOfThreads_OnlyTheBestTargetsAreCovered()
    {
        var plan = CoveragePlan.Make([new Runner(new ServerId(1), 2), new Runner(new ServerId(2), 0)], Scored(1, 5, 3, 4));
        Assert.Equal([1, 3], plan.Assignments.Select(one => one.Target.Index));
        Assert.All(plan.Assignments, one => Assert.Equal(1, one.Threads));
        Assert.Equal((2, 2L, 1), (plan.Uncovered, plan.Threads, plan.Runners.Length));
    }

    [Fact]
    public void AnyPlan_BindsEachTargetToOneRunner_AndNoRunnerIsOverfull() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(byte[] Runners, byte[] Targets)>(),
            world =>
            {
                var runners = world.Runners.Select((threads, i) => new Runner(new ServerId(i), threads)).ToArray();
                var plan = CoveragePlan.Make(runners, Scored([.. world.Targets.Select(score => (int)score)]));
                var threads = runners.Sum(runner => runner.Threads);
                Assert.Equal(Math.Min(threads, world.Targets.Length), plan.Assignments.Length);
                Assert.Equal(plan.Assignments.Length, plan.Assignments.Select(one => one.Target).Distinct().Count());
                Assert.All(plan.Assignments, one => Assert.True(one.Threads >= 1));
                foreach (var group in plan.Assignments.GroupBy(one => one.Runner)) Assert.Equal(runners[group.Key.Index].Threads, group.Sum(one => one.Threads));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Scores_AreThoseOfTheDesign()
    {
        _lab.Host("big", 64);
        var target = _lab.Target("target", FleetTests.Raw(money: 2.5e8, security: 10, growth: 40));
        var view = _lab.Game.View;
        var seconds = view.Seconds(JobKind.Hack, target);
        var chance = HackingFormulas.Chance(in view.Server(target), in view.Person);
        Assert.Equal(1e9 * chance / seconds, TargetScore.Of(ScoreModel.MoneyChanceTime, view, target));
        Assert.Equal(1e9, TargetScore.Of(ScoreModel.Money, view, target));
        Assert.Equal(1e9 / seconds, TargetScore.Of(ScoreModel.MoneyTime, view, target));
        Assert.Equal(1e9 * chance / seconds * 0.25 * 0.5, TargetScore.Of(ScoreModel.PrepAware, view, target));
        Assert.Equal(1e9 * 0.4 / seconds, TargetScore.Of(ScoreModel.GrowthWeighted, view, target));
    }

    [Fact]
    public void Home_NeverRuns_AndEveryTargetIsWorkedOnByOneRunner()
    {
        var home = _lab.Host("home", 1024);
        _lab.Host("a", 64);
        _lab.Host("b", 32);
        var targets = Enumerable.Range(0, 5).Select(i => _lab.Prepped($"target-{i}", moneyMax: 1e6 * (i + 1))).ToArray();
        var coverage = Start(new CoverageOptions { Loop = Loop(targets[0]) }, home, targets);
        Run(29);
        var jobs = _lab.Journal.Of(JournalEvent.Launched).Select(entry => entry.Job.Request).ToList();
        Assert.Equal(5, jobs.Count);
        Assert.DoesNotContain(jobs, job => job.Host == home);
        Assert.Equal(5, jobs.Select(job => job.Target).Distinct().Count());
        Assert.True(_lab.Game.Money > 0);
        Assert.Equal(5, coverage.Current!.Assignments.Length);
    }

    [Fact]
    public void Rebalance_WipesAllRunners_AndAssignsAnew()
    {
        var host = _lab.Host("a", 64);
        _lab.Host("b", 32);
        var targets = Enumerable.Range(0, 3).Select(i => _lab.Prepped($"target-{i}")).ToArray();
        Start(new CoverageOptions { Loop = Loop(targets[0]), Rebalance = SimDuration.FromSeconds(600) }, null, targets);
        Run(9);
        Assert.Empty(_lab.Journal.Of(JournalEvent.Killed));
        _lab.Game.SetRam(host, RamSize.FromGigabytes(240));
        Run(2);
        Assert.Equal(3, _lab.Journal.Of(JournalEvent.Killed).Count());
        Assert.Empty(_lab.Journal.Of(JournalEvent.Refused));
        Assert.Equal(6, _lab.Journal.Of(JournalEvent.Launched).Count());

        // The large runner has the most threads left each time, so the small one gets nothing: the design has it so.
        Assert.Equal(100, _lab.Journal.Of(JournalEvent.Launched).Skip(3).Sum(entry => entry.Job.Request.Threads));
    }

    [Fact]
    public void DryRun_LaunchesNothing()
    {
        _lab.Host("a", 64);
        var target = _lab.Prepped("target");
        var coverage = Start(new CoverageOptions { Loop = Loop(target), IsDry = true }, null, [target]);
        Run(60);
        Assert.Empty(_lab.Journal.Entries);
        Assert.Single(coverage.Discover(_lab.Game.View).Assignments);
    }

    private static IEnumerable<ScoredTarget> Scored(params int[] scores) => scores.Select((score, i) => new ScoredTarget(new ServerId(i), score));

    private static LoopOptions Loop(ServerId target) => new() { Target = target };

    private CoverageScheduler Start(CoverageOptions options, ServerId? home, ServerId[] targets)
    {
        var coverage = new CoverageScheduler(options, home, targets);
        new Conductor(_lab.Game, coverage).Start();
        return coverage;
    }

    private void Run(double minutes) => _lab.Game.RunUntil(_lab.Game.Loop.Now + FleetLab.Minutes(minutes));
}
