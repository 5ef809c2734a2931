using System.Text;

namespace Sim.Experiments.Tests;

/// <summary>Small sweeps and facts for tests.</summary>
internal static class SweepSamples
{
    /// <summary>Four cells, one of which is refused, with two replicas.</summary>
    public const string SmallText = """
        {
          "title": "small",
          "scenario": { "world": { "newGame": { "level": 500 } }, "target": "phantasy", "prepped": true, "scheduler": "jit", "duration": "5m" },
          "axes": { "scheduler": ["loop", "jit"], "ram": ["8GB", "1TB"] },
          "replicas": 2,
          "seed": 5
        }
        """;

    /// <summary>The facts of one short run.</summary>
    public static RunFacts Facts { get; } = new CellRunner(Small()).Run(Small().Cells[3], 0).Facts!;

    public static Sweep Small() => Parse(SmallText);

    public static Sweep Parse(string text) => SweepFile.Parse("test.json", Encoding.UTF8.GetBytes(text), "");
}
