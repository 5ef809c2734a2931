using System.Collections.Immutable;
using System.Globalization;
using Sim.Engine;
using Sim.Game;

namespace Sim.Experiments;

/// <summary>Reads a <see cref="RunChange"/> from texts such as <c>lag=busy</c> and <c>ram=home:512GB</c>.</summary>
public static class RunChangeText
{
    private static readonly string[] s_keys = ["lag", "duration", "level", "money", "security", "ram"];

    /// <summary>What can be changed, for help texts.</summary>
    public const string Help = "lag=NAME|FILE, duration=TIME, level=N, money=SHARE of the target's maximum, security=POINTS above its minimum, ram=HOST:SIZE";

    /// <summary>Reads all texts; each that is wrong, names nothing, is given twice or changes nothing is told.</summary>
    /// <param name="texts">Keys and values with = between them.</param>
    /// <param name="spec">The run that is to be changed.</param>
    /// <param name="place">Where the texts were given, for messages.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static RunChange Read(IEnumerable<string> texts, RunSpec spec, string place, InputProblems problems)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(problems);
        var change = new RunChange();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var parts = text.Split('=', 2);
            var (key, value) = (parts[0], parts.Length > 1 ? parts[1] : "");
            if (!s_keys.Contains(key)) problems.Add(place, $"there is nothing called \"{key}\" to change", NearestName.Hint(key, s_keys));
            else if (value.Length == 0) problems.Add(place, $"\"{text}\"", $"a value is needed: {Help}");
            else if (!seen.Add(key == "ram" ? $"ram {value.Split(':')[0]}" : key)) problems.Add(place, $"\"{text}\": {key} is given twice", "each once is needed");
            else if (FindProblem(key, value, spec, ref change) is { } problem) problems.Add(place, $"\"{text}\"", problem);
        }

        return change;
    }

    private static string? FindProblem(string key, string value, RunSpec spec, ref RunChange change)
    {
        switch (key)
        {
            case "lag":
                return FindLagProblem(value, spec, ref change);
            case "duration":
                if (!Units.TryParseDuration(value, out var duration) || duration <= SimDuration.Zero || duration > ScenarioDefaults.DurationMax) return $"{Units.DurationHelp}, more than 0s and at most 3650d";
                if (duration == spec.Duration) return "the run lasts as long anyway";
                change = change with { Duration = duration };
                return null;
            case "level":
                if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var level) || level < 1) return "a whole number of at least 1 is needed";
                change = change with { Level = level };
                return null;
            case "money":
                if (!Units.TryParseFraction(value, out var share) || share is not (>= 0 and <= 1)) return $"{Units.FractionHelp}, from 0% to 100%";
                change = change with { MoneyShare = share };
                return null;
            case "security":
                if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var points) || points is not (>= 0 and <= 100)) return "points above the minimum, from 0 to 100, are needed";
                change = change with { SecurityAbove = points };
                return null;
            default:
                return FindRamProblem(value, spec, ref change);
        }
    }

    private static string? FindLagProblem(string value, RunSpec spec, ref RunChange change)
    {
        try
        {
            var model = LagModels.Resolve(value);
            if (model.Equals(spec.Lag ?? LagPresets.None)) return "the run has this lag anyway";
            change = change with { Lag = model };
            return null;
        }
        catch (InputException refused)
        {
            return string.Join("; ", refused.Problems);
        }
    }

    private static string? FindRamProblem(string value, RunSpec spec, ref RunChange change)
    {
        if (value.Split(':') is not [var host, var amount] || !RamUnits.TryParse(amount, out var size)) return $"a host and its RAM, such as home:512GB: {RamUnits.Help}";
        var names = spec.World.Servers.Select(server => server.Hostname).ToImmutableArray();
        var index = names.IndexOf(host);
        if (index < 0) return $"there is no server \"{host}\"; {NearestName.Hint(host, [.. names])}";
        change = change with { Ram = change.Ram.Add(new HostRam(new ServerId(index), size)) };
        return null;
    }
}
