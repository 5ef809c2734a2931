using System.Diagnostics;
using System.Globalization;
using Sim.Schedulers;

namespace Sim.Benchmarks;

/// <summary>
/// <c>quick</c>: the tables of docs/performance.md in a few minutes, without BenchmarkDotNet. Each row has a process of its own,
/// because the compiler arranges code by what it has seen it do, and a queue that has seen one mix is slower in the next.
/// </summary>
internal static class QuickTables
{
    private const int OperationsOfACall = 20_000;

    private static readonly string[] s_models = ["timeouts", "single-server", "cancelled"];
    private static readonly int[] Sizes = [1_000, 10_000, 100_000, 1_000_000];

    public static int Run(TextWriter output, string[] args) => args switch
    {
        [] => All(output),
        ["queues"] => Queues(output),
        ["engine"] => Engine(output),
        ["engine-row", var model] => EngineRow(output, model),
        ["math"] => Functions(output),
        ["allocator"] => Allocator(output),
        ["landings"] => RunTables.Landings(output),
        ["schedulers"] => Schedulers(output),
        ["scheduler-row", var scheduler, var lag] => RunTables.SchedulerRow(output, scheduler, lag),
        ["parts"] => Parts(output),
        ["part-row", var scheduler] => RunTables.PartRow(output, scheduler),
        ["sweeps"] => RunTables.Sweeps(output),
        ["memory"] => RunTables.Memory(output),
        ["start"] => StartTable.Run(output),
        ["queue-row", var mix, var pending] => QueueRow(output, Enum.Parse<HoldMix>(mix), int.Parse(pending, CultureInfo.InvariantCulture)),
        _ => Misused(),
    };

    private static int Misused()
    {
        Console.Error.WriteLine("quick [queues | engine | math | landings | schedulers | parts | sweeps | memory | start | allocator]");
        return 2;
    }

    private static int All(TextWriter output) => new[]
    {
        Engine(output),
        Queues(output),
        InOwnProcess("math"),
        InOwnProcess("landings"),
        Schedulers(output),
        Parts(output),
        InOwnProcess("sweeps"),
        InOwnProcess("memory"),
        InOwnProcess("start"),
        InOwnProcess("allocator"),
    }.Max();

    private static int Schedulers(TextWriter output) => Rows(
        output,
        RunTables.SchedulerHeading,
        from scheduler in MidSave.Schedulers
        from lag in (string[])["none", "desktop"]
        select (string[])["scheduler-row", scheduler, lag]);

    private static int Parts(TextWriter output) =>
        Rows(output, RunTables.PartHeading, MidSave.Schedulers.Select(scheduler => (string[])["part-row", scheduler]));

    /// <summary>A table whose rows come from processes of their own.</summary>
    private static int Rows(TextWriter output, string heading, IEnumerable<string[]> rows)
    {
        output.WriteLine(heading);
        output.Flush();
        var worst = 0;
        foreach (var row in rows) worst = Math.Max(worst, InOwnProcess(row));
        output.WriteLine();
        output.Flush();
        return worst;
    }

    private static int Queues(TextWriter output) => Rows(
        output,
        "| mix | pending | Sim | radix ladder alone | 4-ary heap | PriorityQueue | PriorityQueue / Sim | loop alone |\n|---|---:|---:|---:|---:|---:|---:|---:|",
        from mix in Enum.GetValues<HoldMix>()
        from pending in Sizes
        select (string[])["queue-row", mix.ToString(), pending.ToString(CultureInfo.InvariantCulture)]);

    private static int InOwnProcess(params string[] args)
    {
        var host = Environment.ProcessPath!;
        IEnumerable<string> program = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [typeof(QuickTables).Assembly.Location] : [];
        using var child = Process.Start(host, [.. program, "quick", .. args]);
        child.WaitForExit();
        return child.ExitCode;
    }

    private static int QueueRow(TextWriter output, HoldMix mix, int pending)
    {
        var delays = new HoldDelays(mix);
        var hashes = new ulong[4];
        var sim = new HoldModel<SimQueue>(new SimQueue(), delays, pending);
        var ladder = new HoldModel<LadderQueue>(new LadderQueue(), delays, pending);
        var heap = new HoldModel<HeapQueue>(new HeapQueue(), delays, pending);
        var dotNet = new HoldModel<DotNetQueue>(new DotNetQueue(), delays, pending);
        var loop = new HoldModel<NoQueue>(new NoQueue(), delays, pending);
        for (var done = 0; done < pending; done += OperationsOfACall)
        {
            hashes[0] = sim.Run(OperationsOfACall);
            hashes[1] = ladder.Run(OperationsOfACall);
            hashes[2] = heap.Run(OperationsOfACall);
            hashes[3] = dotNet.Run(OperationsOfACall);
        }

        if (hashes.Distinct().Count() != 1) throw new InvalidOperationException("The queues do not agree on the order.");
        var calls = Math.Max(40, pending / OperationsOfACall);
        var callsOfHeaps = Math.Max(8, pending / OperationsOfACall / 8);
        var ns = CpuTimer.Medians(
            (() => sim.Run(OperationsOfACall), OperationsOfACall, calls),
            (() => ladder.Run(OperationsOfACall), OperationsOfACall, calls),
            (() => heap.Run(OperationsOfACall), OperationsOfACall, callsOfHeaps),
            (() => dotNet.Run(OperationsOfACall), OperationsOfACall, callsOfHeaps),
            (() => loop.Run(OperationsOfACall), OperationsOfACall, calls));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {mix} | {pending:#,0} | {ns[0]:0.0} | {ns[1]:0.0} | {ns[2]:0} | {ns[3]:0} | {ns[3] / ns[0]:0.0} | {ns[4]:0.0} |"));
        return 0;
    }

    private static int Engine(TextWriter output) => Rows(
        output,
        "| model | ns each | million a second | hash |\n|---|---:|---:|---|",
        s_models.Select(model => (string[])["engine-row", model]));

    private static int EngineRow(TextWriter output, string model)
    {
        const int Count = 1_000_000;
        (string Name, Func<ulong> Run) row = model switch
        {
            "timeouts" => ("timeouts, 10,000 processes x 100", new TimeoutModel(Count / 100, 100).Run),
            "single-server" => ("M/M/1, customers", new SingleServerModel(Count).Run),
            _ => ("requests with a deadline, mostly cancelled", new CancelModel(Count).Run),
        };
        var hash = 0UL;
        var ns = CpuTimer.Medians((() => hash = row.Run(), Count, 1))[0];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.Name} | {ns:0.0} | {1_000 / ns:0.0} | {hash:x16} |"));
        return 0;
    }

    private static int Functions(TextWriter output)
    {
        var math = new MathBenchmarks();
        (string Name, Func<double> Ours, Func<double> Platform)[] functions =
        [
            ("log", math.FdLog, math.SystemLog),
            ("log1p", math.FdLog1P, math.SystemLog1P),
            ("exp", math.FdExp, math.SystemExp),
            ("pow", math.FdPow, math.SystemPow),
        ];
        output.WriteLine("| function | FdMath, ns | System.Math, ns |");
        output.WriteLine("|---|---:|---:|");
        foreach (var (name, ours, platform) in functions)
        {
            var ns = CpuTimer.Medians((() => ours(), 4_096, 100), (() => platform(), 4_096, 100));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {ns[0]:0.0} | {ns[1]:0.0} |"));
        }

        output.WriteLine();
        return 0;
    }

    private static int Allocator(TextWriter output)
    {
        output.WriteLine("| allocator | first fit, ns | best fit, ns | worst fit, ns |");
        output.WriteLine("|---|---:|---:|---:|");
        AllocatorBenchmarks[] policies = [.. Enum.GetValues<AllocationPolicy>().Select(policy => new AllocatorBenchmarks { Policy = policy })];
        foreach (var policy in policies) policy.Prepare();
        (string Name, Func<AllocatorBenchmarks, int> Run, int Operations)[] rows =
        [
            ("claim a chunk, bind, give it back", one => one.ClaimBindUnclaim(), 10_000),
            ("allocate a chunk and end it", one => one.AllocateAndEnd(), 10_000),
            ("allocate 100 chunks, claim them, process dies, end", one => one.AllocateClaimDieEnd(), 100),
        ];
        foreach (var (name, run, operations) in rows)
        {
            var ns = CpuTimer.Medians([.. policies.Select<AllocatorBenchmarks, (Action, int, int)>(policy => (() => run(policy), operations, 20))]);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {ns[0]:0} | {ns[1]:0} | {ns[2]:0} |"));
        }

        output.WriteLine();
        return 0;
    }
}
