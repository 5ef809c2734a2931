using System.CommandLine;
using Sim.Engine;
using Sim.Experiments.Comparing;

namespace Sim.Cli.Commands;

/// <summary>The option that says how large a change has to be to count, shared by the commands that compare.</summary>
internal static class ThresholdOption
{
    public static Option<string> Create() => new("--threshold")
    {
        Description = "Change of money per second that counts",
        HelpName = "SHARE",
        DefaultValueFactory = _ => Units.FormatFraction(PairedDifference.ThresholdDefault),
    };

    /// <exception cref="InputException">The text is no fraction from 0 to 1.</exception>
    public static double Read(string text) => Units.TryParseFraction(text, out var threshold) && threshold is >= 0 and <= 1
        ? threshold
        : throw new InputException(new InputProblem("", "--threshold", $"\"{text}\"", "a fraction such as 1% is needed, from 0% to 100%"));
}
