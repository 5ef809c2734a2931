using BenchmarkDotNet.Attributes;
using Sim.Experiments.Verification;

namespace Sim.Benchmarks;

/// <summary>Checking the model against the game's recordings. The results are the numbers of checked values, all of which must agree.</summary>
[MemoryDiagnoser]
public class VerifyBenchmarks
{
    private static readonly string s_reference = Path.GetDirectoryName(MidSave.Folder)!;

    [Benchmark]
    public long Formulas() => Checked("formulas.jsonl");

    [Benchmark]
    public long Trace() => Checked(Path.Combine("traces", "b1_50_batches_stable.json"));

    private static long Checked(string name)
    {
        var report = ReferenceVerifier.Verify(Path.Combine(s_reference, name));
        return report.IsEqual ? report.Checked : throw new InvalidOperationException(report.FirstMismatch);
    }
}
