using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sim.Engine;
using Sim.Experiments;
using Spectre.Console;

namespace Sim.Cli.Commands;

/// <summary><c>sim run --fork-at 30m --then lag=busy</c>: what comes after a moment, as it was and with a change, side by side.</summary>
internal sealed class ForkOutput
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Option<string?> _at = new("--fork-at") { Description = "Go on from this moment twice, as it was and with --then, and compare", HelpName = "TIME" };

    private readonly Option<string[]> _then = new("--then")
    {
        Description = $"What is otherwise from --fork-at on: {RunChangeText.Help}",
        HelpName = "KEY=VALUE",
        AllowMultipleArgumentsPerToken = true,
    };

    public ForkOutput(Command command)
    {
        command.Options.Add(_at);
        command.Options.Add(_then);
    }

    /// <summary>True if the run is to be forked.</summary>
    public bool IsWanted(ParseResult parsed) => parsed.GetResult(_at) is not null || parsed.GetResult(_then) is not null;

    /// <summary>Runs twice from the moment on and prints both.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="spec">The run, its greed found if it was sought.</param>
    /// <param name="asJson">Whether exact values are wanted.</param>
    /// <exception cref="InputException">Moment or change are wrong, all problems at once.</exception>
    public void Show(CliConsole console, ParseResult parsed, RunSpec spec, bool asJson)
    {
        var problems = new InputProblems("");
        var texts = parsed.GetValue(_then) ?? [];
        var moment = Moment(parsed.GetValue(_at), spec.Duration, problems);
        if (texts.Length == 0) problems.Add("--fork-at", "given without --then", $"something to change is needed: {RunChangeText.Help}");
        var change = RunChangeText.Read(texts, spec, "--then", problems);
        problems.ThrowIfAny();
        var forked = ForkedRun.Run(spec, moment, change);
        if (asJson) console.Output.WriteLine(ToJson(forked, spec, texts));
        else Show(console, forked, string.Join(' ', texts));
        foreach (var (facts, which) in (ReadOnlySpan<(RunFacts, string)>)[(forked.Unchanged, "as it was"), (forked.Changed, "with the change")])
        {
            if (facts.SaturatedAtS is not { } saturated) continue;
            console.Errors.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"sim: warning: {which} the thread was given more work than it can do and ran ever later; that run was stopped after {saturated:0} s"));
        }
    }

    private static SimTime Moment(string? text, SimDuration duration, InputProblems problems)
    {
        if (text is null) problems.Add("--then", "given without --fork-at", "the moment of the change is needed, such as --fork-at 30m");
        else if (Units.TryParseDuration(text, out var at) && at > SimDuration.Zero && at < duration) return SimTime.Zero + at;
        else problems.Add("--fork-at", $"\"{text}\"", $"a moment within the run is needed: more than 0s and less than its {Units.Format(duration)}");
        return SimTime.Zero;
    }

    private static void Show(CliConsole console, ForkedRun forked, string change)
    {
        var table = new Table { UseSafeBorder = true }.Border(TableBorder.Rounded).BorderColor(Color.Grey);
        table.AddColumn(new TableColumn(Markup.Escape($"after {Units.Format(forked.Moment - SimTime.Zero)}")));
        foreach (var title in (string[])["as it was", change, "difference"]) table.AddColumn(new TableColumn(Markup.Escape(title)) { Alignment = Justify.Right });
        foreach (var (name, was, then, difference) in Rows(forked)) table.AddRow(Markup.Escape(name), Markup.Escape(was), Markup.Escape(then), Markup.Escape(difference));
        console.Tables().Write(table);
    }

    private static IEnumerable<(string Name, string Was, string Then, string Difference)> Rows(ForkedRun forked)
    {
        yield return Amount("money earned", forked, facts => facts.MoneyEarned, value => "$" + ShortNumbers.Money(value));
        yield return Amount("money per second", forked, Rate(forked, facts => facts.MoneyEarned), value => $"${ShortNumbers.Money(value)}/s", isRate: true);
        yield return Amount("exp per second", forked, Rate(forked, facts => facts.ExpPerS * facts.SimulatedS), ShortNumbers.Money, isRate: true);
        yield return Count("batches launched", forked, facts => facts.Batches);
        yield return Count("batches that left the target prepped", forked, facts => facts.BatchesPrepped);
        yield return Count("landings", forked, facts => facts.Landings);
        yield return Count("desyncs", forked, facts => facts.Desyncs);
        yield return Count("collisions", forked, facts => facts.Collisions);
        yield return Count("jobs refused or dropped", forked, facts => facts.JobsRefused + facts.JobsDroppedNoRam + facts.JobsDroppedTooLate + facts.JobsDroppedCancelled);
        yield return ("hacking level at the end", Whole(forked.Unchanged.LevelEnd), Whole(forked.Changed.LevelEnd), Signed(forked.Changed.LevelEnd - forked.Unchanged.LevelEnd));
        yield return ("simulated time, s", Whole(After(forked, forked.Unchanged)), Whole(After(forked, forked.Changed)), Signed(forked.Changed.SimulatedS - forked.Unchanged.SimulatedS));
        yield return ("trace hash of the whole run", forked.Unchanged.TraceHash, forked.Changed.TraceHash, forked.Changed.TraceHash == forked.Unchanged.TraceHash ? "same" : "");
    }

    private static double After(ForkedRun forked, RunFacts facts) => facts.SimulatedS - forked.Before.SimulatedS;

    private static Func<RunFacts, double> Rate(ForkedRun forked, Func<RunFacts, double> amount) =>
        facts => After(forked, facts) > 0 ? (amount(facts) - amount(forked.Before)) / After(forked, facts) : 0;

    private static (string, string, string, string) Amount(
        string name, ForkedRun forked, Func<RunFacts, double> value, Func<double, string> format, bool isRate = false)
    {
        var before = isRate ? 0 : value(forked.Before);
        var (was, then) = (value(forked.Unchanged) - before, value(forked.Changed) - before);
        var difference = was > 0 ? string.Create(CultureInfo.InvariantCulture, $"{((then / was) - 1) * 100:+0.0;-0.0;0}%") : "-";
        return (name, format(was), format(then), difference);
    }

    private static (string, string, string, string) Count(string name, ForkedRun forked, Func<RunFacts, long> value)
    {
        var before = value(forked.Before);
        var (was, then) = (value(forked.Unchanged) - before, value(forked.Changed) - before);
        return (name, Whole(was), Whole(then), Signed(then - was));
    }

    private static string Whole(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+#,0;-#,0;0", CultureInfo.InvariantCulture);

    private static string ToJson(ForkedRun forked, RunSpec spec, string[] change)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("title", spec.Title);
            json.WriteString("scheduler", spec.Scheduler.Name);
            json.WriteNumber("seed", spec.Seed);
            json.WriteNumber("fork_at_s", forked.Moment.TotalSeconds);
            json.WriteStartArray("then");
            foreach (var text in change) json.WriteStringValue(text);
            json.WriteEndArray();
            foreach (var (name, facts) in (ReadOnlySpan<(string, RunFacts)>)[("before", forked.Before), ("unchanged", forked.Unchanged), ("changed", forked.Changed)])
            {
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, facts, s_json);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
