using System.Text.Json;
using Sim.Experiments;
using Sim.Schedulers;
using Sim.Testing;

namespace Sim.Architecture.Tests;

/// <summary>What is on offer is documented, described and can be read.</summary>
public sealed class CatalogueTests
{
    public static TheoryData<string> ScenarioFiles
    {
        get
        {
            var folder = Repository.File("bench", "scenarios");
            var data = new TheoryData<string>();
            if (!Directory.Exists(folder)) return data;
            foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                data.Add(Path.GetRelativePath(folder, file));
            }

            return data;
        }
    }

    [Fact]
    public void EveryScheduler_IsDocumented()
    {
        // The page comes after the schedulers; once it is there it has to name them all.
        var page = Repository.File("docs", "schedulers.md");
        if (!File.Exists(page)) return;
        var text = File.ReadAllText(page);
        foreach (var scheduler in SchedulerCatalogue.All) Assert.Contains($"`{scheduler.Name}`", text, StringComparison.Ordinal);
    }

    [Fact]
    public void EverySchedulerAndOption_SaysWhatItIs()
    {
        Assert.Equal(SchedulerCatalogue.All.Count, SchedulerCatalogue.All.Select(scheduler => scheduler.Name).Distinct().Count());
        foreach (var scheduler in SchedulerCatalogue.All)
        {
            Assert.Matches("^[a-z-]+$", scheduler.Name);
            Assert.EndsWith(".", scheduler.Summary, StringComparison.Ordinal);
            Assert.Same(scheduler, SchedulerCatalogue.Find(scheduler.Name));
            Assert.Equal(scheduler.Options.Count, scheduler.Options.Select(option => option.Key).Distinct().Count());
            Assert.All(scheduler.Options, option => Assert.EndsWith(".", option.Summary, StringComparison.Ordinal));

            // Defaults that are out of their own range would throw here.
            Assert.Equal(scheduler.Options.Count, OptionSet.Defaults(scheduler.Options).Resolved.Count());
        }
    }

    [Fact]
    public void OneOptionName_MeansOneThing_InEveryScheduler()
    {
        foreach (var same in SchedulerCatalogue.All.SelectMany(scheduler => scheduler.Options).GroupBy(option => option.Key))
        {
            Assert.Single(same.Select(option => option with { Default = "" }).Distinct());
        }
    }

    [Theory]
    [MemberData(nameof(ScenarioFiles))]
    public void EveryScenarioFile_Parses(string file)
    {
        // A sweep is a scenario with axes; a plain scenario is read as a sweep of one cell.
        var sweep = SweepFile.Load(Repository.File("bench", "scenarios", file), mayBeLarge: true);
        Assert.NotEmpty(sweep.Title);
        if (IsPlain(file)) Assert.NotEmpty(ScenarioFile.Load(Repository.File("bench", "scenarios", file), SchedulerCatalogue.All).Title);
    }

    private static bool IsPlain(string file)
    {
        var lenient = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        using var document = JsonDocument.Parse(File.ReadAllBytes(Repository.File("bench", "scenarios", file)), lenient);
        return !document.RootElement.TryGetProperty("scenario", out _);
    }
}
