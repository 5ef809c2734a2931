using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Experiments;

/// <summary>Writes what <see cref="ScenarioFile"/> reads, with nothing left to defaults.</summary>
internal static class ScenarioWriter
{
    private static readonly JsonWriterOptions s_options = new()
    {
        Indented = true,
        NewLine = "\n",

        // These texts are for files, never for web pages, and a quote in a title should stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(Scenario scenario)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_options))
        {
            json.WriteStartObject();
            json.WriteString("title", scenario.Title);
            json.WriteStartObject("world");
            WriteWorld(json, scenario.World);
            json.WriteEndObject();
            if (scenario.Level is { } level) json.WriteNumber("level", level);
            if (scenario.Ram is { } ram) json.WriteString("ram", ram.ToString());
            WriteTarget(json, scenario.Target);
            json.WriteStartObject("scheduler");
            if (scenario.Scheduler.Script is { } script) WriteScript(json, script);
            else json.WriteString("name", scenario.Scheduler.Name);
            foreach ((string key, string value) in scenario.Scheduler.Options.Resolved)
            {
                // A greed that nobody asked for gives way where RAM is short; written down, it would be asked for.
                if (key != "greed" || scenario.Scheduler.Options.IsGiven(key)) json.WriteString(key, value);
            }

            if (scenario.Scheduler.SeeksGreed) json.WriteString("greed", GreedSearch.Best);
            json.WriteEndObject();
            WriteGrowth(json, scenario);
            json.WriteString("duration", Units.Format(scenario.Duration));
            json.WriteBoolean("prepped", scenario.Prepped);
            if (scenario.Lag is { } lag)
            {
                json.WritePropertyName("lag");
                json.WriteRawValue(LagFile.ToText(lag));
            }

            json.WriteNumber("seed", scenario.Seed);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteScript(Utf8JsonWriter json, ScriptChoice script)
    {
        json.WriteString("script", script.File);
        json.WriteString("from", script.FromAsWritten);
        json.WriteStartArray("args");
        foreach (string argument in script.Arguments) json.WriteStringValue(argument);
        json.WriteEndArray();
        json.WriteNumber("threads", script.Threads);
    }

    private static void WriteGrowth(Utf8JsonWriter json, Scenario scenario)
    {
        if (scenario.Grow is { } grow)
        {
            json.WriteStartObject("grow");
            foreach ((string key, string value) in grow.Resolved)
            {
                // How upgrades are made depends on the scheduler if nobody has said it.
                if (key != GrowthOptionList.Upgrades || grow.IsGiven(key)) json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        if (scenario.Until.IsEmpty) return;
        json.WriteStartArray("until");
        foreach (Milestone milestone in scenario.Until) json.WriteStringValue(milestone.ToString());
        json.WriteEndArray();
    }

    private static void WriteTarget(Utf8JsonWriter json, TargetChoice target)
    {
        if (target.IsBest)
        {
            json.WriteString("target", "best");
            return;
        }

        json.WriteStartArray("target");
        foreach (string name in target.Names) json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static void WriteWorld(Utf8JsonWriter json, WorldSource source)
    {
        switch (source)
        {
            case SaveWorld save:
                json.WriteString("save", save.File);
                break;
            case NewGameWorld { Options: var options }:
                json.WriteStartObject("newGame");
                json.WriteNumber("bitNode", options.BitNode);
                json.WriteNumber("bitNodeLevel", options.BitNodeLevel);
                json.WriteNumber("level", options.Level);
                json.WriteString("homeRam", RamUnits.Format(options.HomeRam));
                json.WriteNumber("homeCores", options.HomeCores);
                if (options.PurchasedServers == 0) json.WriteNumber("purchasedServers", 0);
                else json.WriteString("purchasedServers", $"{options.PurchasedServers}x{RamUnits.Format(options.PurchasedServerRam)}");
                json.WriteNumber("portOpeners", options.PortOpeners);
                json.WriteNumber("money", options.Money);
                json.WriteNumber("seed", options.Seed);
                json.WriteEndObject();
                break;
            case HandmadeWorld { World: var world }:
                json.WriteStartObject("custom");
                WriteCustom(json, world);
                json.WriteEndObject();
                break;
            default:
                throw new InvalidOperationException($"A world of type {source.GetType().Name} can't be written.");
        }
    }

    private static void WriteCustom(Utf8JsonWriter json, WorldSpec world)
    {
        Person person = world.Player.Person;
        json.WriteStartObject("player");
        json.WriteNumber("level", (int)person.Level);
        json.WriteNumber("intelligence", person.Intelligence);
        json.WriteNumber("money", world.Player.Money);
        json.WriteStartObject("multipliers");
        foreach (string name in PersonMultipliers.Names) json.WriteNumber(name, PersonMultipliers.Value(person, name));
        json.WriteEndObject();
        json.WriteEndObject();

        json.WriteNumber("bitNode", world.BitNode);
        json.WriteNumber("bitNodeLevel", world.BitNodeLevel);
        json.WriteStartObject("multipliers");
        foreach (string name in BitNodes.MultiplierNames) json.WriteNumber(name, BitNodes.Value(world.Multipliers, name));
        json.WriteEndObject();

        json.WriteStartArray("hosts");
        foreach (ServerSpec host in world.Servers.Where(server => server.PurchasedByPlayer))
        {
            json.WriteStartObject();
            json.WriteString("name", host.Hostname);
            WriteHost(json, host);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("targets");
        foreach (ServerSpec target in world.Servers.Where(server => !server.PurchasedByPlayer))
        {
            json.WriteStartObject();
            json.WriteString("name", target.Hostname);
            json.WriteNumber("moneyMax", target.State.MoneyMax);
            json.WriteNumber("money", target.State.Money);
            json.WriteNumber("security", target.State.Security);
            json.WriteNumber("securityMin", target.State.SecurityMin);
            json.WriteNumber("securityBase", target.State.SecurityBase);
            json.WriteNumber("levelRequired", target.State.LevelRequired);
            json.WriteNumber("growth", target.State.Growth);
            WriteHost(json, target);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteHost(Utf8JsonWriter json, ServerSpec host)
    {
        json.WriteString("ram", RamUnits.Format(host.RamMax));
        json.WriteNumber("cores", host.Cores);
    }
}
