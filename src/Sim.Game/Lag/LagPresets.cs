using System.Collections.Immutable;
using Sim.Engine;

namespace Sim.Game;

/// <summary>
/// Lag models for those who have not measured their own machine. Two of them rest on measurements and known rules (headless, the
/// grid of background-tab); the numbers that say "assumed" are guesses of a plausible size, there to compare schedulers under equal
/// conditions and not to foretell a machine. docs/lag.md says how to measure one.
/// </summary>
public static class LagPresets
{
    /// <summary>How much slower than headless the thread is with a screen: MODEL.md says only that it is more.</summary>
    private const double DesktopFactor = 2;

    /// <summary>How much slower than desktop a small laptop is.</summary>
    private const double LaptopFactor = 2.5;

    private const string TaskSource =
        "MODEL.md: exec, worker and landing take 25 to 43 us together in the game's engine without a screen; the split between them is assumed";

    private const string ControllerSource =
        "MODEL.md: with the guide's controllers a task takes 60 to 100 us, so 35 to 57 us more; the split of that is assumed";

    private const string DesktopSource = "assumed: twice the mean of headless, for MODEL.md says that it is more with the screen drawn; sd assumed as half the mean";

    private const string LaptopSource = "assumed: 2.5 times desktop";

    // Mean cost in us of each activity that schedulers cause, in headless.
    private static readonly ImmutableArray<(Activity Activity, double Min, double Max, string Source)> s_headless =
    [
        (Activity.Exec, 12, 21, TaskSource),
        (Activity.WorkerStart, 5, 9, TaskSource),
        (Activity.Landing, 8, 13, TaskSource),
        (Activity.ControllerTurn, 7, 11, ControllerSource),
        (Activity.ControllerJob, 16, 27, ControllerSource),
        (Activity.PortWrite, 5, 8, ControllerSource),
        (Activity.WakeUp, 7, 11, ControllerSource),
    ];

    /// <summary>Nothing takes any time.</summary>
    public static LagModel None { get; } = new() { Name = "none", Description = "Nothing takes any thread time." };

    /// <summary>The game's engine without a screen.</summary>
    public static LagModel Headless { get; } = CreateHeadless();

    /// <summary>The game in the foreground of a desktop computer.</summary>
    public static LagModel Desktop { get; } = CreateDesktop();

    /// <summary>A desktop computer with a busy screen and other scripts.</summary>
    public static LagModel Busy { get; } = CreateBusy();

    /// <summary>A small laptop.</summary>
    public static LagModel Laptop { get; } = CreateLaptop();

    /// <summary>A browser tab that nobody looks at.</summary>
    public static LagModel BackgroundTab { get; } = (Desktop with
    {
        Name = "background-tab",
        Description = "A hidden browser tab: timers are woken once a second and nothing is drawn. The desktop game switches that off.",
        WakeUpGrid = SimDuration.FromSeconds(1),
    }).With(Activity.Frame, LagCost.None);

    /// <summary>A desktop whose thread stands still for seconds now and then.</summary>
    public static LagModel Storm { get; } = (Desktop with
    {
        Name = "storm",
        Description = "Desktop with rare stalls of seconds, as when the computer swaps memory or the player opens a heavy page.",
    }).With(Activity.Stall, Random(Seconds(600), Distribution.Lognormal(Seconds(3), Seconds(2)), "assumed: three seconds every ten minutes"));

    /// <summary>All presets, from the mildest on.</summary>
    public static ImmutableArray<LagModel> All { get; } = [None, Headless, Desktop, Busy, Laptop, BackgroundTab, Storm];

    /// <summary>Their names.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(model => model.Name)];

    /// <summary>A preset, or null if there is none of this name.</summary>
    public static LagModel? Find(string name) => All.FirstOrDefault(model => model.Name == name);

    private static LagModel CreateHeadless()
    {
        var model = new LagModel
        {
            Name = "headless",
            Description = "The game's engine without a screen: what its own code costs, and no background.",
        };
        foreach (var (activity, min, max, source) in s_headless) model = model.With(activity, new LagCost(Distribution.Uniform(min, max), source));
        return model;
    }

    private static LagModel CreateDesktop()
    {
        var model = new LagModel { Name = "desktop", Description = "The game in the foreground of a desktop computer, drawn 60 times a second." };
        foreach (var (activity, min, max, _) in s_headless)
        {
            var mean = DesktopFactor * (min + max) / 2;
            model = model.With(activity, new LagCost(Distribution.Lognormal(mean, mean / 2), DesktopSource));
        }

        return model
            .With(Activity.GameLoop, new LagCost(Distribution.Lognormal(1_000, 500), "assumed cost; each 200 ms by MODEL.md"))
            .With(Activity.Frame, new LagCost(Distribution.Lognormal(2_000, 1_000), "assumed cost of a text screen; 60 a second is the usual screen"))
            .With(Activity.Autosave, new LagCost(Distribution.Lognormal(60_000, 20_000), "assumed cost; each 60 s by MODEL.md"))
            .With(Activity.AutosavePerProcess, new LagCost(Distribution.Constant(new SimDuration(10)), "assumed"))
            .With(Activity.GarbageCollection, Random(Seconds(4), Distribution.Lognormal(6_000, 4_000), "assumed: a young collection of some ms every few seconds"));
    }

    private static LagModel CreateBusy() => (Desktop with
    {
        Name = "busy",
        Description = "A desktop computer with a full screen of logs and other scripts: nearly half of the thread's time is gone before batching begins.",
    })
        .With(Activity.GameLoop, new LagCost(Distribution.Lognormal(2_000, 1_000), "assumed: twice desktop; each 200 ms by MODEL.md"))
        .With(Activity.Frame, new LagCost(Distribution.Lognormal(6_000, 3_000), "assumed: three times desktop; 60 a second is the usual screen"))
        .With(Activity.Autosave, new LagCost(Distribution.Lognormal(120_000, 40_000), "assumed: twice desktop; each 60 s by MODEL.md"))
        .With(Activity.GarbageCollection, Random(Seconds(2), Distribution.Lognormal(8_000, 6_000), "assumed: more often than desktop"))
        .With(Activity.OtherScripts, Random(40_000, Distribution.Lognormal(3_000, 4_000), "assumed: some 25 turns of other scripts a second"));

    private static LagModel CreateLaptop()
    {
        var model = Desktop with { Name = "laptop", Description = "A small laptop: everything takes 2.5 times as long as on the desktop." };
        foreach (var activity in Activities.All)
        {
            var cost = Desktop[activity];
            if (cost.Cost.IsZero) continue;
            model = model.With(activity, cost with { Cost = cost.Cost.Scale(LaptopFactor), Source = LaptopSource });
        }

        return model;
    }

    private static LagCost Random(double everyMicros, Distribution cost, string source) =>
        new(cost, source) { Every = Distribution.Exponential(everyMicros) };

    private static double Seconds(double seconds) => seconds * 1e6;
}
