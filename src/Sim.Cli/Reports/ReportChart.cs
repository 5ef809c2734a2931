using Sim.Charts;

namespace Sim.Cli.Reports;

/// <summary>A chart of a report and the name of its files.</summary>
/// <param name="Name">File name without its end, such as money-vs-ram; unique in its report.</param>
/// <param name="Chart">What is drawn.</param>
internal sealed record ReportChart(string Name, Chart Chart);
