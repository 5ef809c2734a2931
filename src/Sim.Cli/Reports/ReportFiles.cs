using System.Collections.Immutable;
using Sim.Charts;
using Sim.Charts.Reports;
using Sim.Engine;
using Sim.Experiments;

namespace Sim.Cli.Reports;

/// <summary>Writes the charts and the report of a folder of results, from the files in it.</summary>
internal static class ReportFiles
{
    public const string ReportFile = "report.html";
    public const string ChartsFolder = "charts";

    /// <summary>Reads a folder made by <c>sim sweep</c> or <c>sim run --out</c> and writes its charts and report anew.</summary>
    /// <returns>The report's path.</returns>
    /// <exception cref="InputException">The folder holds no results of this version.</exception>
    public static string Write(string folder)
    {
        if (!Directory.Exists(folder)) throw new InputException(new InputProblem(folder, "", "there is no such folder", "a folder made by sim sweep or sim run --out is needed"));
        var (page, charts) = File.Exists(Path.Combine(folder, RunResults.RunFile))
            ? RunReport.Make(RunResults.Read(folder))
            : SweepReport.Make(SweepResults.Read(folder));
        WriteCharts(Path.Combine(folder, ChartsFolder), charts);
        var path = Path.Combine(folder, ReportFile);
        RunFolder.WriteWhole(path, new ReportBuilder(new SvgRenderer()).Build(page));
        return path;
    }

    private static void WriteCharts(string folder, ImmutableArray<ReportChart> charts)
    {
        var renderer = new SvgRenderer();
        Directory.CreateDirectory(folder);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, chart) in charts)
        {
            foreach (var (end, theme) in (ReadOnlySpan<(string, ChartTheme)>)[("", ChartTheme.Light), ("-dark", ChartTheme.Dark)])
            {
                var file = $"{name}{end}.svg";
                RunFolder.WriteWhole(Path.Combine(folder, file), renderer.Render(chart with { Id = name }, theme, ChartSize.Wide));
                written.Add(file);
            }
        }

        // Charts of an earlier version would be taken for results of this one.
        foreach (var old in Directory.EnumerateFiles(folder, "*.svg").Where(file => !written.Contains(Path.GetFileName(file)))) File.Delete(old);
    }
}
