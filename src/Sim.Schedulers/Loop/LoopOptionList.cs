namespace Sim.Schedulers;

/// <summary>The options of the loop script, told once.</summary>
internal static class LoopOptionList
{
    public static IReadOnlyList<OptionDefinition> Common { get; } =
    [
        new("moneyShare", OptionKind.Fraction, "90%", "Grow while money is below this share of the maximum.", "0.001%", "100%"),
        new("hackShare", OptionKind.Fraction, "25%", "Take this share of the money with one hack.", "0.001%", "100%"),
        new("securityMargin", OptionKind.Count, "1", "Weaken while security is more than this many points above the minimum.", "0", "99"),
    ];
}
