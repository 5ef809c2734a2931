using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;
using Sim.Testing;

namespace Sim.Experiments.Tests;

/// <summary>A fork goes on as the original would have, a change after it is the change made directly, and neither touches the other.</summary>
public sealed class ForkTests
{
    private const int Minutes = 15;

    /// <summary>Every scheduler of the catalogue, and the variants with a state of their own.</summary>
    private static readonly string[] s_schedulers =
    [
        .. SchedulerCatalogue.All.Select(scheduler => scheduler.Name),
        "periodic window=true",
        "periodic recovery=restart",
        "periodic levelUps=ping-pong",
        "jit permanentWeaken=true",
        "jit recovery=cancel-hacks",
        "jit levelUps=predict",
        "super inner=shotgun",
        "super inner=jit",
    ];

    public static TheoryData<string, string> Runs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var scheduler in s_schedulers)
            {
                data.Add(scheduler, "none");
                data.Add(scheduler, "desktop");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void AForkAtAnyMoment_EndsAsTheRunThatWasNotForked(string scheduler, string lag)
    {
        var spec = Spec(scheduler, lag);
        var expected = Simulation.Run(spec);
        Assert.True(expected.Landings > 0);
        foreach (var moment in Moments(scheduler.Length, 3))
        {
            var original = new Simulation(spec);
            original.RunUntil(moment);
            var fork = original.Fork();

            // The fork is at its end before the original goes on: what it does leaves no trace there.
            Assert.Equal((moment, expected), (moment, fork.Run()));
            Assert.Equal((moment, expected), (moment, original.Run()));
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void AChangeAfterAFork_IsTheChangeMadeDirectly(string scheduler, string lag)
    {
        var spec = Spec(scheduler, lag);
        var moment = Moments(scheduler.Length + 1, 1)[0];
        var change = new RunChange { Lag = LagPresets.Busy, Level = 600, MoneyShare = 0.5, SecurityAbove = 3, Duration = SimDuration.FromSeconds((Minutes + 2) * 60) };
        var direct = new Simulation(spec);
        direct.RunUntil(moment);
        Assert.False(direct.Change(change).Any);
        var expected = direct.Run();

        var original = new Simulation(spec);
        original.RunUntil(moment);
        var (fork, sibling) = (original.Fork(), original.Fork());
        Assert.False(fork.Change(change).Any);
        Assert.Equal(expected, fork.Run());
        Assert.Equal((Minutes + 2) * 60, expected.SimulatedS);

        // Neither the original nor another fork has noticed.
        var unchanged = Simulation.Run(spec);
        Assert.NotEqual(expected.TraceHash, unchanged.TraceHash);
        Assert.Equal(unchanged, original.Run());
        Assert.Equal(unchanged, sibling.Run());
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void AForkAndItsOriginal_ShareNothingThatChanges(string scheduler, string lag)
    {
        var original = new Simulation(Spec(scheduler, lag));
        original.Trace(SimTime.Zero, SimTime.FromMilliseconds(400_000));
        original.Sample(10);
        original.RunUntil(SimTime.FromMilliseconds(300_000));
        var fork = original.Fork();
        var (first, second) = (StateGraph.Changeable(original), StateGraph.Changeable(fork));
        Assert.Equal(first.Count, second.Count);
        Assert.InRange(first.Count, 50, int.MaxValue);
        Assert.Empty(first.Intersect(second, ReferenceEqualityComparer.Instance).Select(shared => shared.GetType()));
    }

    [Fact]
    public void AtAnyMoments_ForksOfForksEndAlike()
    {
        var specs = s_schedulers.SelectMany(scheduler => (string[])["none", "busy"], (scheduler, lag) => Spec(scheduler, lag)).ToArray();
        var expected = specs.Select(Simulation.Run).ToArray();
        Prop.ForAll(
            ArbMap.Default.ArbFor<(ushort Run, uint[] Moments)>(),
            script =>
            {
                var run = script.Run % specs.Length;
                var simulation = new Simulation(specs[run]);
                foreach (var moment in script.Moments.Take(4).Select(at => new SimTime(at % (Minutes * 60_000_000L))).Order())
                {
                    simulation.RunUntil(moment);
                    var fork = simulation.Fork();

                    // What is left behind goes its own way, under other assumptions.
                    simulation.Change(new RunChange { Lag = LagPresets.Storm, MoneyShare = 0.1 });
                    simulation.RunUntil(moment + SimDuration.FromSeconds(20));
                    simulation = fork;
                }

                return simulation.Run().Equals(expected[run]);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Fact]
    public void ASaturatedRun_EndsWhereItWouldHave_HoweverOftenItIsForked()
    {
        var spec = Spec("shotgun greed=0.2%", "none", "64TB") with
        {
            Lag = new LagModel { Name = "over", [Activity.Landing] = new LagCost(Distribution.Uniform(50_000, 60_000)) },
        };
        var expected = Simulation.Run(spec);
        Assert.NotNull(expected.SaturatedAtS);
        foreach (var moment in Moments(5, 6).Append(new SimTime((long)(expected.SaturatedAtS.Value * 1e6)) + SimDuration.FromSeconds(1)))
        {
            var original = new Simulation(spec);
            original.RunUntil(moment);
            var fork = original.Fork();
            fork.RunUntil(moment + SimDuration.FromSeconds(7));
            Assert.Equal((moment, expected), (moment, fork.Fork().Run()));
            Assert.Equal((moment, expected), (moment, original.Run()));
        }
    }

    [Fact]
    public void WhatWatches_IsForkedToo()
    {
        var spec = Spec("jit", "desktop");
        var watched = new Simulation(spec);
        var trace = watched.Trace(SimTime.FromMilliseconds(200_000), SimTime.FromMilliseconds(500_000));
        watched.RunUntil(SimTime.FromMilliseconds(300_000));
        var fork = watched.Fork();
        var forked = Assert.IsType<TraceRecorder>(Assert.Single(fork.Watching));
        Assert.NotSame(trace, forked);
        var before = trace.Jobs().Count;
        fork.Run();
        Assert.Equal(before, trace.Jobs().Count);
        watched.Run();
        Assert.NotEqual(before, trace.Jobs().Count);
        Assert.Equal(trace.Jobs(), forked.Jobs());
    }

    [Fact]
    public void RamCanBeChanged_AndTheFactsFollow()
    {
        var spec = Spec("periodic", "none");
        var home = new ServerNames(spec.World).Find("home");
        var simulation = new Simulation(spec);
        simulation.RunUntil(SimTime.FromMilliseconds(450_000));
        Assert.False(simulation.Change(new RunChange { Ram = [new HostRam(home, RamSize.FromGigabytes(6_000))] }).Any);
        var facts = simulation.Run();
        Assert.Equal((2_048 + 6_000) / 2, facts.RamGbTotal, 1e-6);
        var few = simulation.Change(new RunChange { Ram = [new HostRam(home, RamSize.FromGigabytes(1))] });
        Assert.Contains("home uses ", Assert.Single(few.All).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ALoweredLevel_MakesHacksFail()
    {
        var spec = Spec("jit", "none");
        var simulation = new Simulation(spec);
        simulation.RunUntil(SimTime.FromMilliseconds(450_000));
        var fork = simulation.Fork();
        Assert.False(fork.Change(new RunChange { Level = 10 }).Any);
        Assert.True(fork.Run().MoneyEarned < simulation.Run().MoneyEarned);
    }

    [Fact]
    public void TheFactsSoFar_AreThoseOfARunThatEndsThere()
    {
        var spec = Spec("periodic", "none");
        var simulation = new Simulation(spec);
        simulation.RunUntil(SimTime.FromMilliseconds(333_333));
        Assert.Equal(Simulation.Run(spec with { Duration = SimDuration.FromMilliseconds(333_333) }), simulation.FactsSoFar());
        Assert.Equal(Simulation.Run(spec), simulation.Run());
    }

    [Fact]
    public void AForkedRun_HasBothOutcomes()
    {
        var spec = Spec("jit", "none");
        var moment = SimTime.FromMilliseconds(400_000);
        var forked = ForkedRun.Run(spec, moment, new RunChange { MoneyShare = 0.2 });
        Assert.Equal(Simulation.Run(spec), forked.Unchanged);
        Assert.Equal(400, forked.Before.SimulatedS);
        Assert.True(forked.Changed.MoneyEarned < forked.Unchanged.MoneyEarned);
        Assert.True(forked.Changed.MoneyEarned > forked.Before.MoneyEarned);
    }

    [Fact]
    public void WhatIsOutOfRange_IsRefused_AllAtOnce_AndNothingIsChanged()
    {
        var spec = Spec("jit", "none");
        var simulation = new Simulation(spec);
        simulation.RunUntil(SimTime.FromMilliseconds(60_000));
        var refused = simulation.Change(new RunChange { Lag = LagPresets.Storm, Level = 0, MoneyShare = 1.5, SecurityAbove = double.NaN, Duration = SimDuration.FromSeconds(60) });
        Assert.Equal(["duration", "level", "money", "security"], refused.All.Select(problem => problem.Place));
        Assert.Equal(Simulation.Run(spec), simulation.Run());
    }

    private static SimTime[] Moments(int seed, int count)
    {
        var luck = new RandomStream((ulong)seed);
        return [.. Enumerable.Range(0, count).Select(_ => new SimTime(luck.NextInt64(0, Minutes * 60_000_000L)))];
    }

    private static RunSpec Spec(string scheduler, string lag, string? ram = null)
    {
        var words = scheduler.Split(' ');

        // Home is the first host, and no runner of the coverage orchestrator.
        ram ??= words[0] == "coverage" ? "2x1TB" : "2TB";
        var options = string.Concat(words.Skip(1).Select(word => word.Split('=')).Select(pair => $", \"{pair[0]}\": \"{pair[1]}\""));
        var text = $$"""
            {
              "world": { "newGame": { } }, "level": 300, "ram": "{{ram}}", "target": ["phantasy", "joesguns"], "prepped": {{(scheduler == "prepare" ? "false" : "true")}}, "lag": "{{lag}}",
              "duration": "{{Minutes}}m", "scheduler": { "name": "{{words[0]}}"{{options}} }
            }
            """;
        return RunSpec.From(ScenarioFile.Parse("test", Encoding.UTF8.GetBytes(text), SchedulerCatalogue.All));
    }
}
