namespace Sim.Charts.Tests;

/// <summary>Keeps the sample pictures in artifacts/pictures, for looking at them.</summary>
public class PictureTests
{
    [Fact]
    public void Samples_AreWrittenForLookingAt()
    {
        var folder = Directory.CreateDirectory(Sim.Testing.Repository.File("artifacts", "pictures")).FullName;
        var renderer = new SvgRenderer();
        foreach (var (name, chart) in Samples.All())
        {
            File.WriteAllText(Path.Combine(folder, $"{name}.light.svg"), renderer.Render(chart, ChartTheme.Light, ChartSize.Wide));
            File.WriteAllText(Path.Combine(folder, $"{name}.dark.svg"), renderer.Render(chart, ChartTheme.Dark, ChartSize.Wide));
            File.WriteAllText(Path.Combine(folder, $"{name}.narrow.svg"), renderer.Render(chart, ChartTheme.Light, ChartSize.Narrow));
        }

        File.WriteAllText(Path.Combine(folder, "report.html"), new Reports.ReportBuilder(renderer).Build(Samples.Report()));
        Assert.True(File.Exists(Path.Combine(folder, "report.html")));
    }
}
