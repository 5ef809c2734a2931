using System.Globalization;
namespace Sim.Benchmarks;

internal static class Quick
{
    private const int Chunk = 20_000;
    public static void Run(TextWriter output, string[] filter)
    {
        if (filter is ["row", var m, var p]) { Row(output, Enum.Parse<HoldMix>(m), int.Parse(p, CultureInfo.InvariantCulture)); return; }
        if (filter is ["engine"]) { Engine(output); return; }
        foreach (var mix in Enum.GetValues<HoldMix>())
        foreach (var pending in new[] { 1000, 10_000, 100_000, 1_000_000 })
        {
            if (filter.Length > 0 && !filter.Contains("all") && !filter.Contains(mix.ToString()) && !filter.Contains(pending.ToString(CultureInfo.InvariantCulture))) continue;
            var child = System.Diagnostics.Process.Start(Environment.ProcessPath!, [Environment.GetCommandLineArgs()[0], "quick", "row", mix.ToString(), pending.ToString(CultureInfo.InvariantCulture)]);
            child.WaitForExit();
        }
    }
    private static void Row(TextWriter output, HoldMix mix, int pending)
    {
            output.Write($"{mix,-12} {pending,8} ");
            var runs = new Func<int,ulong>[3];
            runs[0] = new HoldModel<SimQueue>(new SimQueue(), new HoldDelays(mix), pending).Run;
            runs[1] = new HoldModel<LadderQueue>(new LadderQueue(), new HoldDelays(mix), pending).Run;
            runs[2] = new HoldModel<DotNetQueue>(new DotNetQueue(), new HoldDelays(mix), pending).Run;
            foreach (var r in runs) for (int i = 0; i < 2 * pending + 1_000_000; i += Chunk) { r(Chunk); if (i/Chunk is 31) Thread.Sleep(150); }
            Thread.Sleep(150);
            var times = new double[3][]; var hashes = new ulong[3];
            for (int i = 0; i < 3; i++) times[i] = new double[9];
            for (int k = 0; k < 9; k++) for (int i = 0; i < 3; i++)
            {
                var n = i == 2 ? 200_000 : 1_000_000;
                if (i == 2) runs[i](100);
                var start = Environment.CpuUsage.TotalTime;
                for (int j = 0; j < n; j += Chunk) hashes[i] = runs[i](Chunk);
                times[i][k] = (Environment.CpuUsage.TotalTime - start).TotalNanoseconds / n;
            }
            for (int i = 0; i < 3; i++)
            {
                Array.Sort(times[i]);
                output.Write($"  {times[i][4],6:0.0} ({times[i][0],5:0.0})");
            }
            output.WriteLine($"   {times[2][4]/times[0][4]:0.0}x {(hashes[0]==hashes[1] ? "" : "DIFF")}");
    }

    private static void Engine(TextWriter output)
    {
        var t = new TimeoutModel(10_000, 100); var m = new SingleServerModel(1_000_000);
        foreach (var (n, f) in new (string, Func<ulong>)[] { ("timeouts", t.Run), ("mm1", m.Run) })
        {
            for (int i = 0; i < 40; i++) f();
            var times = new double[9]; ulong h = 0;
            for (int i = 0; i < 9; i++) { var start = Environment.CpuUsage.TotalTime; h = f(); times[i] = (Environment.CpuUsage.TotalTime - start).TotalNanoseconds / 1e6; }
            Array.Sort(times);
            output.WriteLine($"{n} {times[4]:0.0} ({times[0]:0.0}) ns, {1000/times[4]:0.0} M/s  {h:x} {m.MeanPresent}");
        }
    }
}
