using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Sim.Cli.Commands;
using Sim.Cli.Speed;
using Sim.Experiments.Comparing;

namespace Sim.Cli.Tests;

/// <summary>The performance part of <c>sim gate</c>, with speeds that the tests make up.</summary>
public sealed class SpeedGateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public SpeedGateTests() => _file = _folder.PathOf("speed.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Slower_IsAWarning_UnlessTheUserIsStrict()
    {
        Assert.Equal((0, $"baseline of 2 speeds: {_file}\n", ""), Gate(1, "--performance", _file, "--update"));
        Assert.Equal((0, ""), Without(Gate(1.2, "--performance", _file, "--strict-performance")));

        var (exit, output, errors) = Gate(2, "--performance", _file);
        Assert.Equal((0, $"sim: warning: slower than in {_file}: landing, jit\n"), (exit, errors));
        Assert.Matches(@"landing, jit +4 +8 +\+100%  slower", output);
        Assert.Matches(@"timer +0.25 +0.25 +0%  unchanged", output);

        (exit, _, errors) = Gate(2, "--performance", _file, "--strict-performance");
        Assert.Equal((1, $"sim: slower than in {_file}: landing, jit\n"), (exit, errors));
        Assert.Equal((0, ""), Without(Gate(0.4, "--performance", _file, "--strict-performance")));
    }

    [Fact]
    public void ForPrograms_AndForPullRequests()
    {
        Gate(1, "--performance", _file, "--update");
        var row = JsonDocument.Parse(Gate(2, "--performance", _file, "--json").Output).RootElement.GetProperty("rows")[1];
        Assert.Equal(("landing, jit", 2, "Regressed"), (row.GetProperty("name").GetString(), row.GetProperty("change").GetDouble(), row.GetProperty("verdict").GetString()));
        Assert.Contains("| landing, jit | 4 | 8 | +100% | 25% | slower |", Gate(2, "--performance", _file, "--markdown").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void BesideABaselineOfResults_BothAreChecked()
    {
        var sweep = _folder.Write("s.json", """{"scenario": {"world": {"newGame": {"level": 500}}, "target": "phantasy", "prepped": true, "scheduler": "loop", "duration": "1m"}}""");
        var results = _folder.PathOf("r.jsonl");
        Assert.Equal(0, Gate(1, "--create", sweep, "--out", results).Exit);
        Gate(1, "--performance", _file, "--update");
        var (exit, output, _) = Gate(1, results, "--performance", _file);
        Assert.Equal(0, exit);
        Assert.Contains(results, output, StringComparison.Ordinal);
        Assert.Contains("PriorityQueue", output, StringComparison.Ordinal);
        Assert.Equal(1, Gate(2, results, "--performance", _file, "--strict-performance").Exit);
    }

    [Fact]
    public void WithoutABaseline_ItIsRefused()
    {
        Cli.Refuses(["gate", "--strict-performance"], "--strict-performance", "--performance");
        Cli.Refuses(["gate", "--performance", _folder.PathOf("none.json")], "none.json", "no such file", "--update");
    }

    [Fact]
    public void Ratios_AreThoseOfTheSameRound()
    {
        // Every other round the machine is ten times as slow: for both sides alike.
        var calls = 0;
        var cost = 0.0;
        var yardstick = new SpeedWorkload("yardstick", () => Spend(2, 1));
        var slow = new SpeedWorkload("slow", () => Spend(30, 5));
        var measures = new SpeedMeter(yardstick, [slow], SecondsOf).Measure(() => { });
        Assert.Equal(new SpeedMeasure("slow", 3, 0), measures.Single());

        long Spend(double seconds, long operations)
        {
            cost += seconds;
            return operations;
        }

        double SecondsOf(Action run)
        {
            cost = 0;
            run();
            return cost * (calls++ / 2 % 2 == 0 ? 1 : 10);
        }
    }

    [Fact]
    public void EveryWorkload_ComputesSomething()
    {
        Assert.Equal(10_000, new HoldQueue().Run());
        Assert.Equal(50_000, new HoldLoop().Run());
        Assert.All(SpeedWorkloads.All(), workload => Assert.InRange(workload.Run(), 100, 1_000_000));
    }

    private static (int Exit, string Errors) Without((int Exit, string Output, string Errors) result) => (result.Exit, result.Errors);

    /// <summary>Runs the command on a build whose landings take so many times as long as they should.</summary>
    private static (int Exit, string Output, string Errors) Gate(double slowness, params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var errors = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var command = GateCommand.Create(new CliConsole(output, errors), () => [new SpeedMeasure("timer", 0.25, 0), new SpeedMeasure("landing, jit", 4 * slowness, 0)]);
        var exit = command.Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
        return (exit, output.ToString(), errors.ToString());
    }
}
