using System.Text;
using System.Text.Json;
using Sim.Engine;
using Sim.Experiments;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Cli.Commands;

/// <summary>Advice as one JSON object; docs/advice.md describes it.</summary>
internal static class AdviceJson
{
    /// <summary>Version of the layout.</summary>
    private const int Format = 1;

    public static string Write(Advice advice, AdviceRequest request)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("format", Format);
            json.WriteString("world", request.World.Source);
            json.WriteNumber("level", request.World.Player.Person.Level);
            json.WriteString("lag", request.Lag?.Name ?? "none");
            json.WriteNumber("spacer_ms", advice.Spacer.TotalMilliseconds);
            WriteMoney(json, advice);
            json.WriteStartArray("targets");
            foreach (var target in advice.Plan.Streams) WriteStream(json, target, request.World);
            json.WriteEndArray();
            WriteSolo(json, advice.Plan.Solo, request.World);
            json.WriteStartArray("ram_per_host");
            foreach (var (host, ram) in RamByHost(advice))
            {
                json.WriteStartObject();
                json.WriteString("host", request.World.Servers[host.Index].Hostname);
                json.WriteNumber("ram_gb", ram.Gigabytes);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteOthers(json, advice);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>What all streams hold on each host, in the order of the world.</summary>
    public static IEnumerable<(ServerId Host, RamSize Ram)> RamByHost(Advice advice)
    {
        var held = new SortedDictionary<int, long>();
        foreach (var job in advice.Plan.Streams.SelectMany(stream => stream.Jobs))
        {
            foreach (var place in job.Places)
            {
                held[place.Host.Index] = held.GetValueOrDefault(place.Host.Index) + ((long)GameRun.WorkerRam(job.Kind) * place.Threads * place.Count);
            }
        }

        return held.Select(host => (new ServerId(host.Key), new RamSize(host.Value)));
    }

    private static void WriteMoney(Utf8JsonWriter json, Advice advice)
    {
        json.WriteStartObject("money_per_s");
        json.WriteNumber("mean", advice.MoneyPerS.Mean);
        json.WriteNumber("ci95", advice.MoneyPerS.Interval95);
        json.WriteNumber("simulations", advice.MoneyPerS.Count);
        json.WriteNumber("planned", advice.Plan.MoneyPerS);
        json.WriteNumber("bound", advice.BoundMoneyPerS);
        json.WriteNumber("efficiency", advice.MoneyPerS.Mean / advice.BoundMoneyPerS);
        json.WriteEndObject();
    }

    private static void WriteSolo(Utf8JsonWriter json, SoloAdvice? solo, WorldSpec world)
    {
        if (solo is null) return;
        json.WriteStartObject("solo");
        json.WriteString("target", world.Servers[solo.Target.Index].Hostname);
        json.WriteNumber("security_margin", solo.SecurityMargin);
        json.WriteNumber("money_share", solo.MoneyShare);
        json.WriteNumber("money_per_s", solo.MoneyPerS);
        json.WriteEndObject();
    }

    private static void WriteStream(Utf8JsonWriter json, StreamAdvice stream, WorldSpec world)
    {
        json.WriteStartObject();
        json.WriteString("target", world.Servers[stream.Target.Index].Hostname);
        json.WriteString("pattern", stream.Pattern);
        json.WriteNumber("greed", stream.Greed);
        json.WriteNumber("spacer_ms", stream.Spacer.TotalMilliseconds);
        json.WriteNumber("period_ms", stream.Period.TotalMilliseconds);
        json.WriteNumber("depth", stream.Depth);
        json.WriteNumber("ram_gb", stream.Ram.Gigabytes);
        json.WriteNumber("money_per_s", stream.MoneyPerS);
        json.WriteStartArray("jobs");
        foreach (var job in stream.Jobs)
        {
            json.WriteStartObject();
            json.WriteString("kind", job.Kind.ToString().ToLowerInvariant());
            json.WriteNumber("threads", job.Threads);
            json.WriteStartArray("places");
            foreach (var place in job.Places)
            {
                json.WriteStartObject();
                json.WriteString("host", world.Servers[place.Host.Index].Hostname);
                json.WriteNumber("count", place.Count);
                json.WriteNumber("threads", place.Threads);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOthers(Utf8JsonWriter json, Advice advice)
    {
        json.WriteStartArray("spacers");
        foreach (var (spacer, money) in advice.Spacers)
        {
            json.WriteStartObject();
            json.WriteNumber("spacer_ms", spacer.TotalMilliseconds);
            json.WriteNumber("money_per_s", money);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("compared");
        foreach (var other in advice.Compared)
        {
            json.WriteStartObject();
            json.WriteString("scheduler", other.Name);
            json.WriteString("target", other.Target);
            WriteOrNull(json, "money_per_s", other.MoneyPerS);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("upgrades");
        foreach (var upgrade in advice.Upgrades)
        {
            json.WriteStartObject();
            json.WriteString("what", upgrade.Name);
            WriteOrNull(json, "cost", upgrade.Cost);
            json.WriteNumber("money_per_s", upgrade.MoneyPerS);
            WriteOrNull(json, "pay_back_s", upgrade.PayBackS);
            WriteOrNull(json, "money_per_s_per_dollar", upgrade.MoneyPerSPerDollar);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOrNull(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
