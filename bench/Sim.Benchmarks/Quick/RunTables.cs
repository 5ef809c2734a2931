using System.Diagnostics;
using System.Globalization;
using Sim.Experiments;

namespace Sim.Benchmarks;

/// <summary>The quick tables about whole runs; see <see cref="QuickTables"/>.</summary>
internal static class RunTables
{
    private const int Batches = 5_000;
    private const int CallsOfARun = 8;
    private const int RunsOfASweep = 50;

    /// <summary>In sweeps on threads: enough for reading the save and starting threads not to count.</summary>
    private const int RunsOfALongSweep = 400;

    /// <summary>Jobs in flight in the table of memory.</summary>
    private const int ManyJobs = 1_000_000;

    private static readonly string[] s_ways = ["pooled", "fresh", "sweep on one thread", "sweep on two threads"];

    public static int Landings(TextWriter output)
    {
        var (remembered, plain) = (new LandingModel(), new LandingModel());
        var draws = new DistributionBenchmarks();
        var ns = CpuTimer.Medians(
            (() => remembered.Remembered(Batches), Batches * 4, 10),
            (() => plain.Plain(Batches), Batches * 4, 10),
            (() => draws.Table(), DistributionBenchmarks.Draws, 10),
            (() => draws.Formula(), DistributionBenchmarks.Draws, 10));
        output.WriteLine("| what | remembered, ns | formula, ns | formula / remembered |");
        output.WriteLine("|---|---:|---:|---:|");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| landing | {ns[0]:0.0} | {ns[1]:0.0} | {ns[1] / ns[0]:0.0} |"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| lognormal draw | {ns[2]:0.0} | {ns[3]:0.0} | {ns[3] / ns[2]:0.0} |"));
        output.WriteLine();
        return 0;
    }

    public const string SchedulerHeading = "| scheduler | lag | ns a landing | million landings/s | bytes a landing | trace hash |\n|---|---|---:|---:|---:|---|";

    public static int SchedulerRow(TextWriter output, string scheduler, string lag)
    {
        var spec = MidSave.Spec(scheduler, lag, "1h");
        var facts = Simulation.Run(spec);
        var ns = CpuTimer.Medians((() => Simulation.Run(spec), (int)facts.Landings, CallsOfARun))[0];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Simulation.Run(spec);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)facts.Landings;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {scheduler} | {lag} | {ns:0.0} | {1_000 / ns:0.0} | {bytes:0.0} | {facts.TraceHash} |"));
        return 0;
    }

    public const string PartHeading = "| scheduler | landing, ns | scheduler, launch and process | queue | landing arithmetic | metrics |\n|---|---:|---:|---:|---:|---:|";

    /// <summary>
    /// Where the time of a landing goes. Metrics are what a run takes more with them than without; queue and arithmetic are measured
    /// alone; the rest is what is left.
    /// </summary>
    public static int PartRow(TextWriter output, string scheduler)
    {
        var spec = MidSave.Spec(scheduler, "none", "1h");
        var facts = Simulation.Run(spec);
        var landings = (int)facts.Landings;
        var queue = new HoldModel<SimQueue>(new SimQueue(), new HoldDelays(HoldMix.Timer), Math.Max(16, facts.DepthMax * 4));
        var arithmetic = new LandingModel();
        var ns = CpuTimer.Medians(
            (() => Simulation.Run(spec), landings, CallsOfARun),
            (() => BareRun.Run(spec), landings, CallsOfARun),
            (() => queue.Run(20_000), 20_000, 20),
            (() => arithmetic.Remembered(Batches), Batches * 4, 10));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {scheduler} | {ns[0]:0.0} | {ns[1] - ns[2] - ns[3]:0.0} | {ns[2]:0.0} | {ns[3]:0.0} | {ns[0] - ns[1]:0.0} |"));
        return 0;
    }

    public static int Sweeps(TextWriter output)
    {
        var sweep = new SweepModel(RunsOfASweep);
        var expected = sweep.Fresh();
        var many = new SweepModel(RunsOfALongSweep);
        var manyExpected = many.Pooled();
        var us = CpuTimer.Medians(
            (() => Check(sweep.Pooled(), expected), RunsOfASweep, 1),
            (() => Check(sweep.Fresh(), expected), RunsOfASweep, 1),
            (() => Check(many.OnThreads(1), manyExpected), RunsOfALongSweep, 1),
            (() => Check(many.OnThreads(2), manyExpected), RunsOfALongSweep, 1));
        output.WriteLine("| a run of 1,000 landings | us of processor time | runs a second and core |");
        output.WriteLine("|---|---:|---:|");
        foreach (var (name, time) in s_ways.Zip(us))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {time / 1_000:0.0} | {1e9 / time:#,0} |"));
        }

        var (one, two) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < 2 * CpuTimer.Rounds; round++)
        {
            one = Math.Min(one, Seconds(() => many.OnThreads(1)));
            two = Math.Min(two, Seconds(() => many.OnThreads(2)));
        }

        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Two threads against one: {2 * us[2] / us[3]:0.00} times by processor time, {one / two:0.00} times by the clock (best of {2 * CpuTimer.Rounds} rounds)."));
        output.WriteLine();
        return 0;
    }

    public static int Memory(TextWriter output)
    {
        JobMemory.Measure(1_000);
        var memory = JobMemory.Measure(ManyJobs);
        output.WriteLine("| jobs in flight | bytes a job, live | bytes a job, allocated | trace hash |");
        output.WriteLine("|---:|---:|---:|---|");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {memory.Jobs:#,0} | {memory.LiveBytes:0} | {memory.AllocatedBytes:0} | {memory.TraceHash} |"));
        output.WriteLine();
        return 0;
    }

    private static void Check(ulong hash, ulong expected)
    {
        if (hash != expected) throw new InvalidOperationException("The sweeps do not agree on the results.");
    }

    private static double Seconds(Action run)
    {
        var clock = Stopwatch.StartNew();
        run();
        return clock.Elapsed.TotalSeconds;
    }
}
