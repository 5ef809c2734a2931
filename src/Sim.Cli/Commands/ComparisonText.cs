using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sim.Engine;
using Sim.Experiments.Comparing;
using Spectre.Console;

namespace Sim.Cli.Commands;

/// <summary>How a comparison is printed.</summary>
internal enum ComparisonForm
{
    Table,
    Json,
    Markdown,
}

/// <summary>Prints a comparison: a table for terminals, Markdown for pull requests, JSON for programs.</summary>
/// <param name="title">What is compared.</param>
/// <param name="comparison">The cells.</param>
internal sealed class ComparisonText(string title, Comparison comparison)
{
    /// <summary>Rows of tables at most; JSON has every cell.</summary>
    private const int RowsMax = 60;

    /// <summary>Other facts named in a row at most; JSON has all of them.</summary>
    private const int FactsMax = 3;

    /// <summary>Cells named in a list at most.</summary>
    private const int NamesMax = 10;

    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Facts that say most about why money changed; the others follow in the order of result files.</summary>
    private static readonly string[] s_telling = ["desync_rate", "batches", "landings", "hack_success_rate", "ram_idle_share", "prep_s"];

    public static ComparisonForm FormOf(bool json, bool markdown) =>
        json && markdown ? throw new InputException(new InputProblem("", "--json", "given beside --markdown", "one of them is needed"))
        : json ? ComparisonForm.Json
        : markdown ? ComparisonForm.Markdown
        : ComparisonForm.Table;

    public void Write(CliConsole console, ComparisonForm form)
    {
        switch (form)
        {
            case ComparisonForm.Json:
                console.Output.WriteLine(ToJson());
                break;
            case ComparisonForm.Markdown:
                console.Output.Write(ToMarkdown());
                break;
            default:
                WriteTable(console);
                break;
        }
    }

    /// <summary>One line: how many cells, and what became of them.</summary>
    private string Conclusion()
    {
        var identical = comparison.Cells.Count(cell => cell.IsIdentical);
        return string.Create(CultureInfo.InvariantCulture,
            $"{comparison.Cells.Length} cells: {comparison.Count(Verdict.Regressed)} regressed, {comparison.Count(Verdict.Improved)} improved, {comparison.Count(Verdict.Unchanged)} unchanged ({identical} identical to the last bit); changes up to {Units.FormatFraction(comparison.Threshold)} are noise");
    }

    /// <summary>Cells that changed: the worst first, then the best, then those within the noise.</summary>
    private CellComparison[] Changed() => [.. comparison.Cells.Where(cell => !cell.IsIdentical)
        .OrderBy(cell => cell.Verdict switch { Verdict.Regressed => 0, Verdict.Improved => 1, _ => 2 })
        .ThenByDescending(cell => Math.Abs(cell.Money?.Relative ?? double.MaxValue))];

    private IEnumerable<string> Remarks()
    {
        if (comparison.OnlyInBase.Length > 0) yield return $"only in the old results: {Names(comparison.OnlyInBase)}";
        if (comparison.OnlyInNew.Length > 0) yield return $"only in the new results: {Names(comparison.OnlyInNew)}";
    }

    private static string Names(IReadOnlyList<string> names) =>
        string.Join("; ", names.Take(NamesMax)) + (names.Count > NamesMax ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - NamesMax} more") : "");

    private void WriteTable(CliConsole console)
    {
        console.Output.WriteLine(title);
        var changed = Changed();
        if (changed.Length > 0)
        {
            var table = new Table { UseSafeBorder = true }.Border(TableBorder.Rounded).BorderColor(Color.Grey);
            table.AddColumn("cell");
            foreach (var heading in (string[])["before", "now", "change"]) table.AddColumn(new TableColumn(heading) { Alignment = Justify.Right, NoWrap = true });
            table.AddColumn(new TableColumn("verdict") { NoWrap = true });
            table.AddColumn("also");
            foreach (var cell in changed.Take(RowsMax))
            {
                var colour = cell.Verdict switch { Verdict.Regressed => "red", Verdict.Improved => "green", _ => "grey" };
                table.AddRow(Markup.Escape(cell.Key), Before(cell), Now(cell), Change(cell), $"[{colour}]{cell.Verdict}[/]", Markup.Escape(Also(cell)));
            }

            console.Tables().Write(table);
            if (changed.Length > RowsMax) console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"... and {changed.Length - RowsMax} more cells (--json has all)"));
        }

        foreach (var remark in Remarks()) console.Output.WriteLine(remark);
        console.Output.WriteLine(Conclusion());
    }

    private string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"### {title}\n\n{Conclusion()}\n");
        var changed = Changed();
        if (changed.Length > 0)
        {
            text.Append("\n| cell | before | now | change | verdict | also |\n|---|--:|--:|--:|---|---|\n");
            foreach (var cell in changed.Take(RowsMax))
            {
                text.Append(CultureInfo.InvariantCulture, $"| {Pipe(cell.Key)} | {Before(cell)} | {Now(cell)} | {Change(cell)} | {(cell.Verdict == Verdict.Unchanged ? "" : "**")}{cell.Verdict}{(cell.Verdict == Verdict.Unchanged ? "" : "**")} | {Pipe(Also(cell))} |\n");
            }

            if (changed.Length > RowsMax) text.Append(CultureInfo.InvariantCulture, $"\n... and {changed.Length - RowsMax} more cells\n");
        }

        foreach (var remark in Remarks()) text.Append(CultureInfo.InvariantCulture, $"\n{Pipe(remark)}\n");
        return text.ToString();
    }

    private string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("title", title);
            json.WriteNumber("threshold", comparison.Threshold);
            json.WriteNumber("regressed", comparison.Count(Verdict.Regressed));
            json.WriteNumber("improved", comparison.Count(Verdict.Improved));
            json.WriteNumber("unchanged", comparison.Count(Verdict.Unchanged));
            json.WriteNumber("identical", comparison.Cells.Count(cell => cell.IsIdentical));
            foreach (var (name, keys) in (ReadOnlySpan<(string, IReadOnlyList<string>)>)[("only_in_base", comparison.OnlyInBase), ("only_in_new", comparison.OnlyInNew)])
            {
                json.WriteStartArray(name);
                foreach (var key in keys) json.WriteStringValue(key);
                json.WriteEndArray();
            }

            json.WriteStartArray("cells");
            foreach (var cell in comparison.Cells) WriteCell(json, cell);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteCell(Utf8JsonWriter json, CellComparison cell)
    {
        json.WriteStartObject();
        json.WriteString("cell", cell.Key);
        json.WriteString("verdict", cell.Verdict.ToString());
        json.WriteBoolean("identical", cell.IsIdentical);
        if (cell.Note is { } note) json.WriteString("note", note);
        if (cell.Money is { } money)
        {
            json.WriteNumber("money_per_s_base", money.BaseMean);
            json.WriteNumber("money_per_s_new", money.NewMean);
            json.WriteNumber("pairs", money.Pairs);

            // Infinite where the old value is 0: JSON has no such number.
            if (double.IsFinite(money.Relative)) json.WriteNumber("relative", money.Relative);
            else json.WriteNull("relative");
            json.WriteNumber("relative_ci95", money.Interval95);
        }

        if (cell.Changes.Length > 0)
        {
            json.WritePropertyName("changes");
            JsonSerializer.Serialize(json, cell.Changes.Select(change => new { change.Fact, change.Base, change.New }), s_json);
        }

        json.WriteEndObject();
    }

    private static string Before(CellComparison cell) => cell.Money is { } money ? $"${ShortNumbers.Money(money.BaseMean)}/s" : "-";

    private static string Now(CellComparison cell) => cell.Money is { } money ? $"${ShortNumbers.Money(money.NewMean)}/s" : "-";

    private static string Change(CellComparison cell)
    {
        if (cell.Money is not { } money) return "-";
        if (!double.IsFinite(money.Relative)) return money.Relative > 0 ? "from nothing" : "from nothing to less";
        var interval = money.Pairs < 2 ? "" : string.Create(CultureInfo.InvariantCulture, $" +-{money.Interval95 * 100:0.00}");
        return string.Create(CultureInfo.InvariantCulture, $"{money.Relative * 100:+0.00;-0.00;0.00}{interval}%");
    }

    private static string Also(CellComparison cell)
    {
        if (cell.Note is { } note) return note;
        var ordered = cell.Changes.OrderBy(change => Array.IndexOf(s_telling, change.Fact) is var place && place < 0 ? s_telling.Length : place).ToArray();
        var text = string.Join(", ", ordered.Take(FactsMax).Select(change => $"{change.Fact} {Number(change.Base)} to {Number(change.New)}"));
        return ordered.Length > FactsMax ? string.Create(CultureInfo.InvariantCulture, $"{text} and {ordered.Length - FactsMax} more") : text;
    }

    private static string Number(double? value) => value?.ToString("G5", CultureInfo.InvariantCulture) ?? "none";

    private static string Pipe(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
