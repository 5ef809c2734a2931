using System.Globalization;
using System.Text.Json;
using Sim.Experiments.Comparing;

namespace Sim.Cli.Commands;

/// <summary>Prints how speeds compare: lines for terminals, Markdown for pull requests, JSON for programs.</summary>
internal static class SpeedText
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void Write(TextWriter output, string title, SpeedComparison comparison, ComparisonForm form)
    {
        if (form == ComparisonForm.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    Performance = title,
                    Rows = comparison.Rows.Select(row => new { row.Name, row.Base, row.New, Change = row.New / row.Base, row.Band, Verdict = row.Verdict.ToString() }),
                    comparison.OnlyInBase,
                    comparison.OnlyInNew,
                },
                s_json));
            return;
        }

        var isMarkdown = form == ComparisonForm.Markdown;
        output.WriteLine($"{title}: times as multiples of an operation of PriorityQueue in the same run");
        if (isMarkdown) output.WriteLine("\n| what | before | now | change | noise | verdict |\n|---|--:|--:|--:|--:|---|");
        foreach (var row in comparison.Rows)
        {
            var change = string.Create(CultureInfo.InvariantCulture, $"{(row.New / row.Base) - 1:+0%;-0%;0%}");
            output.WriteLine(isMarkdown
                ? string.Create(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Base:0.###} | {row.New:0.###} | {change} | {row.Band:0%} | {Word(row.Verdict)} |")
                : string.Create(CultureInfo.InvariantCulture, $"  {row.Name,-28} {row.Base,9:0.###} {row.New,9:0.###} {change,6}  {Word(row.Verdict)} (noise {row.Band:0%})"));
        }

        foreach (var name in comparison.OnlyInBase) output.WriteLine($"  {name} is not measured any more");
        foreach (var name in comparison.OnlyInNew) output.WriteLine($"  {name} is not in the baseline");
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Regressed => "slower",
        Verdict.Improved => "faster",
        _ => "unchanged",
    };
}
