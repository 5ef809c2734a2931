using System.Globalization;
using System.Text;
using Sim.Engine;
using Sim.Experiments.Lag;
using Sim.Game;
using Sim.Testing;

namespace Sim.Experiments.Tests;

public sealed class LagFitTests : IDisposable
{
    private const int SleepMs = 20;

    /// <summary>Shorter pauses are not fitted.</summary>
    private const double ShortestMs = 1;
    private readonly string _folder = Directory.CreateTempSubdirectory("sim-fit-").FullName;

    /// <summary>Pauses that are short, as long as the probe's sleep, and much longer, each with exponential gaps.</summary>
    public static TheoryData<double, double, double> KnownPauses => new()
    {
        { 100, 4, 3 },
        { 200, 15, 10 },
        { 2_000, 80, 60 },
        { 30, 6, 6 },
    };

    [Theory]
    [MemberData(nameof(KnownPauses))]
    public void LogOfKnownPauses_FitsThePausesThatMadeIt(double gapMs, double meanMs, double deviationMs)
    {
        var known = Pauses(gapMs, meanMs, deviationMs);
        double[] late = SleepUnder(known, 100_000, seed: 1);
        LagModel fitted = Fit(late, Distribution.Lognormal(35, 12));

        // Pauses of less than a millisecond are not told from the clock's coarseness, so both sides are compared from there on.
        (double share, double meanOfLong) = LongPauses(known[Activity.OtherScripts].Cost);
        LagCost pauses = fitted[Activity.OtherScripts];
        Assert.InRange(pauses.Cost.Mean / 1000 / meanOfLong, 0.93, 1.07);
        Assert.InRange(pauses.Every!.Mean / 1000 / (gapMs / share), 0.85, 1.15);
        Assert.InRange(fitted.BackgroundLoad() / known.BackgroundLoad(), 0.9, 1.1);

        // What counts: timers are as late under the fitted model as under the true one.
        double[] again = SleepUnder(fitted, 100_000, seed: 2);
        foreach (double part in (double[])[0.9, 0.95, 0.99, 0.999])
        {
            (double expected, double got) = (Quantile(late, part), Quantile(again, part));
            Assert.InRange(got, (expected * 0.85) - 0.6, (expected * 1.15) + 0.6);
        }
    }

    [Fact]
    public void Execs_FitTheLawThatMadeThem_WhateverFallsAmongThem()
    {
        var law = Distribution.Lognormal(35, 12);
        LagModel clean = Fit(new double[2_000], law);
        Assert.InRange(clean[Activity.Exec].Cost.Mean, 34, 36);
        Assert.InRange(clean[Activity.Exec].Cost.Deviation, 10, 14);
        Assert.Equal(DistributionKind.Lognormal, clean[Activity.Exec].Cost.Kind);

        // One group in twenty is hit by a pause of 10 ms: a mean would be ten times too high.
        LagModel hit = Fit(new double[2_000], law, pauseEvery: 20);
        Assert.InRange(hit[Activity.Exec].Cost.Mean, 34, 37);
        Assert.InRange(hit[Activity.Exec].Cost.Deviation, 9, 17);
    }

    [Fact]
    public void RestingThread_HasNoPauses()
    {
        LagModel fitted = Fit([.. Enumerable.Range(0, 2_000).Select(i => 0.1 + (i % 7 * 0.1))], Distribution.Lognormal(35, 12));
        Assert.True(fitted[Activity.OtherScripts].Cost.IsZero);
        Assert.Equal(0, fitted.BackgroundLoad());
    }

    [Fact]
    public void FittedModel_SaysWhatWasMeasuredAndWhatWasNot_AndReadsBack()
    {
        LagModel fitted = Fit(SleepUnder(Pauses(100, 5, 4), 5_000, 1), Distribution.Lognormal(66, 12));
        Assert.StartsWith("measured: log.txt, Bitburner 2.6.1", fitted[Activity.Exec].Source, StringComparison.Ordinal);
        Assert.StartsWith("measured: log.txt, Bitburner 2.6.1", fitted[Activity.OtherScripts].Source, StringComparison.Ordinal);
        Assert.StartsWith("assumed: desktop's times", fitted[Activity.Landing].Source, StringComparison.Ordinal);
        Assert.InRange(fitted[Activity.Landing].Cost.Mean / LagPresets.Desktop[Activity.Landing].Cost.Mean, 1.9, 2.1);
        string path = Path.Combine(_folder, "model.json");
        LagFile.Save(fitted, path);
        Assert.Equal(fitted, LagFile.Load(path));
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("time,money\n1,2\n", "line 1: \"time,money\"; this is no log of docs/probe.js")]
    [InlineData("sim-lag-probe,2,bitburner,2.6.1\nend,0\n", "line 1: \"sim-lag-probe,2,bitburner,2.6.1\"; sim-lag-probe,1,bitburner,<version of the game> is needed")]
    [InlineData("sim-lag-probe,1,bitburner,2.6.1\nsleep,20,20.5\nsleep,20,2", "line 3: the log ends without its last line")]
    [InlineData("sim-lag-probe,1,bitburner,2.6.1\nsleep,20,20.5\nsleep,20\n", "line 3: \"sleep,20\"; sleep,<ms asked for>")]
    [InlineData("sim-lag-probe,1,bitburner,2.6.1\nsleep,20,20.5\nend,2\n", "line 3: 2 samples are announced, 1 are there")]
    [InlineData("sim-lag-probe,1,bitburner,2.6.1\nsleep,20,-1\nend,1\n", "line 2: \"sleep,20,-1\"")]
    [InlineData("sim-lag-probe,1,bitburner,2.6.1\nsleep,20,NaN\nend,1\n", "line 2: \"sleep,20,NaN\"")]
    [InlineData("sim-lag-probe,1,bitburner,2.6.1\nexec,0,1\nend,1\n", "line 2: \"exec,0,1\"")]
    [InlineData("sim-lag-probe,1,bitburner,2.6.1\nsleep,20,20.5\nend,1\nsleep,20,20.5\n", "line 4: \"sleep,20,20.5\"; nothing may follow")]
    [InlineData("sim-lag-probe,1,bitburner,2.6.1\nsleep,20,20.5\nend,1\n", "1 sleeps; at least 500 are needed")]
    public void BadLog_IsRefusedWithFileAndLine(string text, string expected)
    {
        string path = Path.Combine(_folder, "log.txt");
        File.WriteAllText(path, text);
        var error = Assert.Throws<InputException>(() => LagFitter.Fit(ProbeLog.Load(path), "x"));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("log.txt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SleepsOfDifferentLengths_AreRefused()
    {
        string text = Text([.. Enumerable.Repeat(0.0, 600)], Distribution.Lognormal(30, 1), 0).Replace("end,", "sleep,50,51\nend,", StringComparison.Ordinal)
            .Replace("end,612", "end,613", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "log.txt"), text);
        var error = Assert.Throws<InputException>(() => LagFitter.Fit(ProbeLog.Load(Path.Combine(_folder, "log.txt")), "x"));
        Assert.Contains("sleeps of different lengths", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoFile_IsRefused() =>
        Assert.Contains("no such file", Assert.Throws<InputException>(() => ProbeLog.Load(Path.Combine(_folder, "no.txt"))).Message, StringComparison.Ordinal);

    /// <summary>The probe itself, run in a stand-in for the game whose clock is driven by the test.</summary>
    [NodeFact]
    public void Probe_WritesALogThatIsRead()
    {
        File.Copy(Repository.File("docs", "probe.js"), Path.Combine(_folder, "probe.mjs"));
        string stage = Path.Combine(_folder, "stage.mjs");
        File.WriteAllText(stage, """
            import { main } from "./probe.mjs";
            let now = 1000.25;
            let sleeps = 0;
            globalThis.performance = { now: () => now };
            const files = {};
            let said = "";
            await main({
              args: [1],
              disableLog() {},
              tprint(text) { said = text; },
              getHostname: () => "home",
              getServerMaxRam: () => 64,
              getServerUsedRam: () => 3.05,
              getScriptRam: () => 1.6,
              write(name, text, mode) { files[name] = mode === "a" ? files[name] + text : text; },
              exec() { now += 0.03; return 1; },
              async sleep(ms) { now += ms + 0.3 + (++sleeps % 10 === 0 ? 12 : 0); },
              ui: { getGameInfo: () => ({ version: "2.6.1" }) },
            });
            if (!said.includes("3030 samples")) throw new Error(said);
            process.stdout.write(files["lag-probe.txt"]);
            """);
        string path = Path.Combine(_folder, "log.txt");
        File.WriteAllText(path, NodeProcess.Run(stage));
        ProbeLog log = ProbeLog.Load(path);
        Assert.Equal("2.6.1", log.GameVersion);
        Assert.Equal(3_000, log.Sleeps.Length);
        Assert.Equal(30, log.Execs.Length);
        Assert.All(log.Execs, group => Assert.Equal(20, group.Count));
        LagModel fitted = LagFitter.Fit(log, "stage");
        Assert.Equal(30, fitted[Activity.Exec].Cost.Mean, 0.5);

        // One sleep in ten is late, and always by 12 ms.
        Assert.InRange(fitted[Activity.OtherScripts].Cost.Mean, 11_000, 13_000);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static LagModel Pauses(double gapMs, double meanMs, double deviationMs) => new()
    {
        Name = "known",
        [Activity.OtherScripts] = new LagCost(Distribution.Lognormal(meanMs * 1000, deviationMs * 1000)) { Every = Distribution.Exponential(gapMs * 1000) },
    };

    /// <summary>The part of the pauses that is a millisecond or more, and their mean in ms, by drawing.</summary>
    private static (double Share, double MeanMs) LongPauses(Distribution law)
    {
        var random = new RandomStream(77);
        (int count, double sum) = (0, 0);
        for (int i = 0; i < 200_000; i++)
        {
            double ms = law.Draw(random).TotalMilliseconds;
            if (ms < ShortestMs) continue;
            count++;
            sum += ms;
        }

        return (count / 200_000.0, sum / count);
    }

    /// <summary>How late a script's sleeps are under a lag model, in ms.</summary>
    private static double[] SleepUnder(LagModel model, int sleeps, ulong seed)
    {
        var home = CustomWorld.Host("home", RamSize.FromGigabytes(8), 1);
        var world = new WorldSpec
        {
            Source = "test",
            Player = new PlayerSpec { Person = Person.New(1, 0), Money = 0 },
            BitNode = 1,
            BitNodeLevel = 1,
            Multipliers = BitNodeMultipliers.One,
            Servers = [home],
        };
        var streams = new RandomStreams(seed);
        var game = new GameRun(world, streams.Stream("hack-success"));
        var sleeper = new Sleeper(game, sleeps);
        game.Controller = sleeper;
        game.UseLag(model.With(Activity.ControllerTurn, LagCost.None), streams);
        game.Start();
        game.RunUntilIdle();
        return [.. sleeper.LateMs];
    }

    private static double Quantile(double[] values, double part)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)(part * (sorted.Length - 1))];
    }

    private static string Text(double[] lateMs, Distribution exec, int pauseEvery)
    {
        var random = new RandomStream(5);
        var text = new StringBuilder("sim-lag-probe,1,bitburner,2.6.1\n");
        int samples = 0;
        for (int i = 0; i < lateMs.Length; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"sleep,{SleepMs},{SleepMs + lateMs[i]:0.0000}");
            samples++;
            if (i % 50 != 0) continue;
            double tookMs = Enumerable.Range(0, 20).Sum(_ => exec.Draw(random).TotalMilliseconds);
            if (pauseEvery > 0 && samples % pauseEvery == 1) tookMs += 10;
            text.AppendLine(CultureInfo.InvariantCulture, $"exec,20,{tookMs:0.0000}");
            samples++;
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"end,{samples}");
        return text.ToString();
    }

    private LagModel Fit(double[] lateMs, Distribution exec, int pauseEvery = 0)
    {
        string path = Path.Combine(_folder, "log.txt");
        File.WriteAllText(path, Text(lateMs, exec, pauseEvery));
        return LagFitter.Fit(ProbeLog.Load(path), "fitted");
    }

    /// <summary>A script that sleeps again and again and notes how late it wakes up.</summary>
    private sealed class Sleeper(GameRun game, int sleeps) : IController
    {
        private SimTime _dueAt;

        public List<double> LateMs { get; } = [];

        public void OnWake(int tag)
        {
            if (_dueAt > SimTime.Zero) LateMs.Add((game.Loop.Now - _dueAt).TotalMilliseconds);
            if (LateMs.Count < sleeps) _dueAt = game.WakeAfter(SimDuration.FromMilliseconds(SleepMs), 0);
        }

        public void OnLanded(JobId id, in Job job, in Landing landing) => throw new NotSupportedException();

        public void OnRefused(in JobRequest request, LaunchRefusal reason) => throw new NotSupportedException();
    }
}
