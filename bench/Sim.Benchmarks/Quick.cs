namespace Sim.Benchmarks;

internal static class Quick
{
    public static void Run(TextWriter output, string[] filter)
    {
        foreach (var mix in Enum.GetValues<HoldMix>())
        foreach (var pending in new[] { 1000, 10_000, 100_000, 1_000_000 })
        {
            if (filter.Length > 0 && !filter.Contains("all") && !filter.Contains(mix.ToString()) && !filter.Contains(pending.ToString())) continue;
            output.Write($"{mix,-12} {pending,8} ");
            var runs = new Func<int,ulong>[3];
            runs[0] = new HoldModel<SimQueue>(new SimQueue(), new HoldDelays(mix), pending).Run;
            runs[1] = new HoldModel<LadderQueue>(new LadderQueue(), new HoldDelays(mix), pending).Run;
            runs[2] = new HoldModel<DotNetQueue>(new DotNetQueue(), new HoldDelays(mix), pending).Run;
            foreach (var r in runs) r(2 * pending + 300_000);
            var times = new double[3][]; var hashes = new ulong[3];
            for (int i = 0; i < 3; i++) times[i] = new double[9];
            for (int k = 0; k < 9; k++) for (int i = 0; i < 3; i++)
            {
                var n = i == 2 ? 200_000 : 1_000_000;
                if (i == 2) runs[i](100);
                var start = Environment.CpuUsage.TotalTime;
                hashes[i] = runs[i](n);
                times[i][k] = (Environment.CpuUsage.TotalTime - start).TotalNanoseconds / n;
            }
            for (int i = 0; i < 3; i++)
            {
                Array.Sort(times[i]);
                output.Write($"  {times[i][4],6:0.0} ({times[i][0],5:0.0})");
            }
            output.WriteLine($"   {times[2][4]/times[0][4]:0.0}x {(hashes[0]==hashes[1] ? "" : "DIFF")}");
        }
    }
}
