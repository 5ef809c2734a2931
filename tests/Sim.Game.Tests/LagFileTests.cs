using Sim.Engine;
using Sim.Testing;

namespace Sim.Game.Tests;

public sealed class LagFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sim-lag-").FullName;

    public static TheoryData<string> PresetNames => [.. LagPresets.Names];

    [Theory]
    [MemberData(nameof(PresetNames))]
    public void Preset_WrittenToAFile_ReadsBackAsTheSame(string name)
    {
        var preset = LagModels.Resolve(name);
        LagFile.Save(preset, Path("x.json"));
        var again = LagFile.Load(Path("x.json"));
        Assert.Equal(preset, again);
        Assert.Equal(preset.GetHashCode(), again.GetHashCode());
        Assert.Equal(LagFile.ToText(preset), LagFile.ToText(again));
        Assert.Equal(again, LagModels.Resolve(Path("x.json")));
    }

    [Theory]
    [MemberData(nameof(PresetNames))]
    public void Preset_SaysWhereEachNumberIsFrom(string name)
    {
        var preset = LagPresets.Find(name)!;
        foreach (var activity in Activities.All.Where(activity => !preset[activity].Cost.IsZero))
        {
            Assert.Matches("assumed|MODEL", preset[activity].Source);
        }

        Assert.NotEmpty(preset.Description);
        Assert.InRange(preset.BackgroundLoad(), 0, 0.6);
    }

    [Fact]
    public void Headless_IsWhatTheModelSays()
    {
        double Sum(params Activity[] activities) => activities.Sum(activity => LagPresets.Headless[activity].Cost.Mean);
        var task = Sum(Activity.Exec, Activity.WorkerStart, Activity.Landing);
        Assert.Equal((25 + 43) / 2.0, task);
        Assert.Equal((60 + 100) / 2.0, task + Sum(Activity.ControllerTurn, Activity.ControllerJob, Activity.PortWrite, Activity.WakeUp));
    }

    [Fact]
    public void Presets_DifferAsTheirNamesSay()
    {
        Assert.Equal(0, LagPresets.Headless.BackgroundLoad());
        Assert.True(LagPresets.Desktop.BackgroundLoad() < LagPresets.Laptop.BackgroundLoad());
        Assert.True(LagPresets.Laptop.BackgroundLoad() < LagPresets.Busy.BackgroundLoad());
        Assert.Equal(SimDuration.FromSeconds(1), LagPresets.BackgroundTab.WakeUpGrid);
        Assert.True(LagPresets.BackgroundTab[Activity.Frame].Cost.IsZero);
        Assert.False(LagPresets.Storm[Activity.Stall].Cost.IsZero);
        Assert.Equal(LagPresets.Names.Length, LagPresets.Names.Distinct().Count());
    }

    [Fact]
    public void File_MayHaveCommentsAndShortForms()
    {
        var model = Read("""
            {
              // of my own machine
              "name": "mine",
              "exec": "30us", /* short for a constant */
              "landing": { "distribution": "exponential", "mean": "20us" },
              "frame": { "cost": "2ms", "every": "16.7ms", "source": "a guess" },
              "gameLoop": "1ms",
              "stall": { "cost": "2s", "every": { "distribution": "exponential", "mean": "10m" } },
              "wakeUpGrid": "1s",
            }
            """);
        Assert.Equal("mine", model.Name);
        Assert.Equal(Distribution.Constant(new SimDuration(30)), model[Activity.Exec].Cost);
        Assert.Equal(Distribution.Exponential(20), model[Activity.Landing].Cost);
        Assert.Equal(16_700, model.Every(Activity.Frame)!.Mean);
        Assert.Equal("a guess", model[Activity.Frame].Source);
        Assert.Equal(200_000, model.Every(Activity.GameLoop)!.Mean);
        Assert.Equal(600e6, model.Every(Activity.Stall)!.Mean);
        Assert.Null(model.Every(Activity.Exec));
        Assert.Equal(SimDuration.FromSeconds(1), model.WakeUpGrid);
        Assert.True(model[Activity.WakeUp].Cost.IsZero);
    }

    [Theory]
    [InlineData("{ }", "name (line 1): missing")]
    [InlineData("[]", "(line 1): a list; an object is needed")]
    [InlineData("{ \"name\": \"x\", \"exce\": \"1us\" }", "exce (line 1): unknown key \"exce\"; did you mean \"exec\"?")]
    [InlineData("{ \"name\": \"x\", \"exec\": \"-1us\" }", "exec (line 1): \"-1us\"; 0 or more is needed")]
    [InlineData("{ \"name\": \"x\", \"exec\": \"NaN\" }", "exec (line 1): \"NaN\"")]
    [InlineData("{ \"name\": \"x\", \"exec\": { \"source\": \"?\" } }", "exec.cost (line 1): missing")]
    [InlineData("{ \"name\": \"x\", \"exec\": { \"cost\": \"1us\", \"every\": \"1s\" } }", "unknown key \"every\"")]
    [InlineData("{ \"name\": \"x\", \"exec\": { \"cost\": { \"distribution\": \"normal\", \"mean\": \"1us\" } } }", "exec.cost.sd (line 1): missing")]
    [InlineData("{ \"name\": \"x\", \"exec\": { \"distribution\": \"histogram\", \"edges\": [], \"weights\": [] } }", "the histogram is empty")]
    [InlineData("{ \"name\": \"x\", \"stall\": \"1s\" }", "stall (line 1): no \"every\"; how often it comes is needed")]
    [InlineData("{ \"name\": \"x\", \"stall\": { \"cost\": \"1s\", \"every\": \"0ms\" } }", "stall.every (line 1): 0ms; 0.1ms or more")]
    [InlineData("{ \"name\": \"x\", \"frame\": { \"cost\": \"1s\", \"every\": \"1ns\" } }", "frame.every (line 1): \"1ns\"")]
    [InlineData("{ \"name\": \"x\", \"wakeUpGrid\": \"-1s\" }", "wakeUpGrid (line 1): \"-1s\"; 0ms to 1h")]
    [InlineData("{ \"name\": 7 }", "name (line 1): 7; a text is needed")]
    [InlineData("{ \"name\": \"x\", ", "no valid JSON")]
    public void BadFile_IsRefusedWithItsPlace(string text, string expected)
    {
        var error = Assert.Throws<InputException>(() => Read(text));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("x.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BadFile_TellsAllProblemsAtOnce()
    {
        var error = Assert.Throws<InputException>(() => Read("{\n\"exec\": \"-1us\",\n\"landing\": \"x\",\n\"framee\": 1 }"));
        Assert.Equal(4, error.Problems.Length);
    }

    [Theory]
    [InlineData("desktpo", "no lag model \"desktpo\"; did you mean \"desktop\"?")]
    [InlineData("nothing-like-it", "valid: none, headless, desktop, busy, laptop, background-tab, storm")]
    [InlineData("./mine.json", "./mine.json: no such file")]
    public void UnknownModel_IsRefusedWithTheNearestName(string name, string expected)
    {
        var error = Assert.Throws<InputException>(() => LagModels.Resolve(name));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ActivityWithoutAGap_IsADefectInCode()
    {
        var model = LagPresets.None.With(Activity.Stall, new LagCost(Distribution.Exponential(1_000)));
        Assert.Throws<InvariantException>(() => new LagRun(model, new RandomStreams(1), new EventLoop(), 0));
    }

    [Fact]
    public void Document_NamesEveryPresetAndActivity()
    {
        var text = File.ReadAllText(Repository.File("docs", "lag.md"));
        Assert.All(LagPresets.Names.Concat(Activities.Keys), name => Assert.Contains($"`{name}`", text, StringComparison.Ordinal));
    }

    [Fact]
    public void StreamNames_AreAllDifferent()
    {
        Assert.Equal(Activities.All.Length, Activities.All.Select(activity => activity.Stream()).Distinct().Count());
        Assert.Equal("lag.exec", Activity.Exec.Stream());
        Assert.Equal("autosavePerProcess", Activity.AutosavePerProcess.Key());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Path(string name) => System.IO.Path.Combine(_folder, name);

    private LagModel Read(string text)
    {
        File.WriteAllText(Path("x.json"), text);
        return LagFile.Load(Path("x.json"));
    }
}
