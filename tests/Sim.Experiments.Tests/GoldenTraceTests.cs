using System.Globalization;
using System.Text;
using Sim.Game;
using Sim.Schedulers;
using Sim.Testing;

namespace Sim.Experiments.Tests;

/// <summary>
/// Every scheduler on every save, under every checker, gives the trace hash that is written down. No change of simulated behaviour is
/// too small to show here; the new file belongs in the commit that means the change.
/// </summary>
/// <remarks>
/// To write the file anew: run this test, which leaves what it found beside its assembly when it differs, and copy that over:
/// <code>
///   dotnet test tests/Sim.Experiments.Tests -c Release --filter GoldenTraceTests
///   cp artifacts/bin/Sim.Experiments.Tests/release/traces.txt tests/data/golden/traces.txt
/// </code>
/// </remarks>
public sealed class GoldenTraceTests
{
    private static readonly (string Save, string Target, string Scheduler)[] s_runs =
    [
        ("early", "n00dles", "loop"),
        ("early", "joesguns", "prepare"),
        ("early", "n00dles", "proto"),
        ("early", "n00dles", "shotgun"),
        ("early", "n00dles", "periodic"),
        ("early", "n00dles", "jit"),
        ("early", "n00dles", "planned"),
        ("mid", "phantasy", "loop"),
        ("mid", "phantasy", "proto pattern=HGW"),
        ("mid", "phantasy", "shotgun interleave=2"),
        ("mid", "phantasy", "periodic"),
        ("mid", "phantasy", "periodic window=true"),
        ("mid", "phantasy", "jit levelUps=predict"),
        ("mid", "phantasy", "jit permanentWeaken=true"),
        ("mid", "phantasy,joesguns", "super"),
        ("mid", "phantasy,joesguns", "super inner=shotgun"),
        ("mid", "phantasy,joesguns,omega-net", "planned patterns=HWGW,HGW"),
        ("late", "ecorp", "loop"),
        ("late", "ecorp", "proto"),
        ("late", "ecorp", "shotgun depth=2000"),
        ("late", "ecorp", "periodic recovery=restart"),
        ("late", "ecorp", "jit"),
        ("late", "ecorp,megacorp", "super inner=jit"),
        ("late", "ecorp,megacorp", "planned"),
        ("early", "n00dles,foodnstuff,sigma-cosmetics,joesguns", "greedy"),
        ("early", "n00dles,foodnstuff,sigma-cosmetics,joesguns", "rebalancing"),
        ("early", "n00dles,foodnstuff,sigma-cosmetics,joesguns", "knapsack"),
        ("early", "n00dles,foodnstuff,sigma-cosmetics,joesguns", "coverage"),
        ("mid", "phantasy,joesguns,rho-construction,n00dles", "coverage score=prepAware rebalance=5m"),
        ("early", "n00dles,foodnstuff", "pool"),
        ("mid", "phantasy,joesguns,rho-construction,n00dles", "pool maxBotsPerHost=50"),
        ("mid", "phantasy,joesguns,rho-construction,n00dles", "greedy allocation=best-fit"),
        ("mid", "phantasy,joesguns,rho-construction,n00dles", "rebalancing allocation=worst-fit"),
        ("mid", "phantasy,joesguns,rho-construction,n00dles", "knapsack"),
    ];

    [Fact]
    public void EveryRun_HasTheTraceHashThatIsWrittenDown()
    {
        var file = Repository.Data("golden", "traces.txt");
        var expected = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        var actual = Write();
        if (actual == expected) return;
        var left = Path.Combine(AppContext.BaseDirectory, "traces.txt");
        File.WriteAllText(left, actual);
        var changed = actual.Split('\n').Except(expected.Split('\n'));
        Assert.Fail($"{string.Join('\n', changed)}\n\nThe whole file as it would be now, also in {Path.GetRelativePath(Repository.Root, left)}:\n\n{actual}");
    }

    [Fact]
    public void EveryScheduler_IsAmongTheRuns() =>
        Assert.Equal(
            SchedulerCatalogue.All.Select(scheduler => scheduler.Name).Order(StringComparer.Ordinal),
            s_runs.Select(run => run.Scheduler.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void TheSameRun_GivesTheSameHash_WithAndWithoutCheckers()
    {
        // On the early save hacks fail now and then, so another seed is another run.
        var spec = WatchedRun.Spec("early", "n00dles", "jit", Minutes("early"));
        Assert.Equal(Simulation.Run(spec).TraceHash, new WatchedRun(spec).Recorder.HashText);
        Assert.Equal(Simulation.Run(spec).TraceHash, Simulation.Run(spec).TraceHash);
        Assert.NotEqual(Simulation.Run(spec).TraceHash, Simulation.Run(spec with { Seed = 2 }).TraceHash);
    }

    /// <summary>Simulated time: an early player's operations take minutes, a late one lands forty jobs a second.</summary>
    private static int Minutes(string save) => save == "early" ? 120 : 10;

    private static string Write()
    {
        var text = new StringBuilder();
        text.Append("# Trace hashes of runs with seed 1; GoldenTraceTests says how to write them anew.\n");
        text.Append("# save, targets, scheduler, minutes: trace hash, landings, money earned\n");
        foreach (var (save, target, scheduler) in s_runs)
        {
            var recorder = new WatchedRun(WatchedRun.Spec(save, target, scheduler, Minutes(save))).Recorder;
            var landings = recorder.Landings(JobKind.Hack) + recorder.Landings(JobKind.Grow) + recorder.Landings(JobKind.Weaken);
            text.Append(CultureInfo.InvariantCulture, $"{save}, {target.Replace(",", " and ", StringComparison.Ordinal)}, {scheduler}, {Minutes(save)}: {recorder.HashText}, {landings}, {recorder.MoneyEarned:R}\n");
        }

        return text.ToString();
    }
}
