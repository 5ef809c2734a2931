using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers.Tests;

public sealed class OptionSetTests
{
    private static readonly OptionDefinition[] s_definitions =
    [
        new("spacer", OptionKind.Duration, "20ms", "Gap between landings.", Min: "1ms", Max: "10s"),
        new("greed", OptionKind.Fraction, "10%", "Share of the money a batch takes.", Min: "0.1%", Max: "99%"),
        new("depth", OptionKind.Count, "50", "Batches in flight.", Min: "1"),
        new("reserve", OptionKind.Ram, "0GB", "RAM left free.", Max: "1PB"),
        new("shape", OptionKind.Choice, "hwgw", "Order of landings.", Choices: ["hwgw", "hgw"]),
        new("prep", OptionKind.Flag, "true", "Prepare the target first."),
        new("label", OptionKind.Text, "none", "For charts."),
    ];

    [Fact]
    public void Defaults_AreRead()
    {
        OptionSet options = OptionSet.Defaults(s_definitions);
        Assert.Equal(SimDuration.FromMilliseconds(20), options.Duration("spacer"));
        Assert.Equal(0.1, options.Fraction("greed"));
        Assert.Equal(50, options.Count("depth"));
        Assert.Equal(RamSize.Zero, options.Ram("reserve"));
        Assert.Equal("hwgw", options.Choice("shape"));
        Assert.True(options.Flag("prep"));
        Assert.Equal("none", options.Text("label"));
        Assert.Equal("depth=50 greed=10% label=none prep=true reserve=0GB shape=hwgw spacer=20ms", options.ToString());
    }

    [Fact]
    public void Given_TakesThePlaceOfDefaults_AndReadsBackAsPrinted()
    {
        OptionSet options = Parse(out InputProblems problems, ("spacer", "0.1s"), ("greed", "0.25"), ("shape", "hgw"), ("prep", "false"), ("reserve", "1.5TB"));
        Assert.False(problems.Any);
        Assert.Equal(SimDuration.FromMilliseconds(100), options.Duration("spacer"));
        Assert.Equal(0.25, options.Fraction("greed"));
        Assert.False(options.Flag("prep"));
        Assert.Equal(RamSize.FromGigabytes(1536), options.Ram("reserve"));
        Assert.Equal(options, OptionSet.Parse(s_definitions, options.Resolved, new InputProblems("")));
        Assert.NotEqual(options, OptionSet.Defaults(s_definitions));
    }

    [Fact]
    public void EveryProblem_IsTold_WithRangeAndNearestKey()
    {
        Parse(out InputProblems problems, ("spacr", "20ms"), ("spacer", "11s"), ("greed", "100%"), ("depth", "0"), ("reserve", "much"), ("shape", "wgh"), ("prep", "yes"), ("label", "a"), ("label", "b"));
        string[] expected =
        [
            "options: spacr: unknown option \"spacr\"; did you mean \"spacer\"?",
            "options: spacer: \"11s\"; a duration such as 20ms, 1.5s, 30m or 1h is needed, from 1ms to 10s",
            "options: greed: \"100%\"; a fraction such as 10% or 0.1 is needed, from 0.1% to 99%",
            "options: depth: \"0\"; a whole number is needed, 1 or more",
            "options: reserve: \"much\"; an amount of RAM such as 64GB, 1.5TB or 1PB is needed, 1PB or less",
            "options: shape: \"wgh\"; one of hwgw, hgw is needed",
            "options: prep: \"yes\"; true or false is needed",
            "options: label: this option was given before; each option once is needed",
        ];
        Assert.Equal(expected, problems.All.Select(problem => problem.ToString()));
    }

    [Fact]
    public void AskingForAnotherType_IsAMistakeOfTheProgram()
    {
        OptionSet options = OptionSet.Defaults(s_definitions);
        Assert.Throws<ArgumentException>(() => options.Fraction("spacer"));
        Assert.Throws<ArgumentException>(() => options.Count("none"));
        Assert.Throws<InvalidOperationException>(() => OptionSet.Defaults([new OptionDefinition("x", OptionKind.Count, "ten", "")]));
    }

    private static OptionSet Parse(out InputProblems problems, params (string Key, string Text)[] given)
    {
        problems = new InputProblems("options");
        return OptionSet.Parse(s_definitions, given.Select(option => KeyValuePair.Create(option.Key, option.Text)), problems);
    }
}
