using System.Text;
using System.Text.Json;
using Sim.Game;

namespace Sim.Cli.Commands;

/// <summary>A world as one JSON object: snake_case keys that end in their unit.</summary>
internal static class WorldJson
{
    /// <param name="world">What is written.</param>
    /// <param name="pathTo">A host to which the way from home is added; null for none.</param>
    public static string Write(WorldSpec world, string? pathTo)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("source", world.Source);
            json.WriteNumber("bitnode", world.BitNode);
            json.WriteNumber("bitnode_level", world.BitNodeLevel);
            json.WriteStartObject("bitnode_multipliers");
            foreach (string name in BitNodes.MultiplierNames) json.WriteNumber(name, BitNodes.Value(world.Multipliers, name));
            json.WriteEndObject();
            WritePlayer(json, world.Player);

            json.WriteStartArray("hosts");
            foreach (ServerSpec host in world.Hosts()) WriteHost(json, host);
            json.WriteEndArray();

            json.WriteStartArray("targets");
            foreach (TargetRow row in TargetTable.Of(world)) WriteTarget(json, row);
            json.WriteEndArray();

            if (pathTo is not null)
            {
                var names = new ServerNames(world);
                json.WriteString("connect_command", names.ConnectCommand(pathTo));
                json.WriteStartArray("path");
                foreach (string step in names.PathTo(pathTo)) json.WriteStringValue(step);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WritePlayer(Utf8JsonWriter json, PlayerSpec player)
    {
        Person person = player.Person;
        json.WriteStartObject("player");
        json.WriteNumber("hacking_level", person.Level);
        json.WriteNumber("hacking_exp_points", person.Exp);
        json.WriteNumber("intelligence_level", person.Intelligence);
        json.WriteNumber("money_usd", player.Money);
        json.WriteNumber("hacking_multiplier", person.LevelMultiplier);
        json.WriteNumber("hacking_chance_multiplier", person.ChanceMultiplier);
        json.WriteNumber("hacking_speed_multiplier", person.SpeedMultiplier);
        json.WriteNumber("hacking_money_multiplier", person.MoneyMultiplier);
        json.WriteNumber("hacking_grow_multiplier", person.GrowMultiplier);
        json.WriteNumber("hacking_exp_multiplier", person.ExpMultiplier);
        json.WriteEndObject();
    }

    private static void WriteHost(Utf8JsonWriter json, ServerSpec host)
    {
        json.WriteStartObject();
        json.WriteString("hostname", host.Hostname);
        json.WriteNumber("ram_gb", host.RamMax.Gigabytes);
        json.WriteNumber("cores", host.Cores);
        json.WriteBoolean("purchased", host.PurchasedByPlayer);
        json.WriteEndObject();
    }

    private static void WriteTarget(Utf8JsonWriter json, TargetRow row)
    {
        Server state = row.Server.State;
        json.WriteStartObject();
        json.WriteString("hostname", row.Server.Hostname);
        json.WriteNumber("level_required", state.LevelRequired);
        json.WriteBoolean("has_root", state.HasRoot);
        json.WriteBoolean("can_hack", row.CanHack);
        json.WriteNumber("money_usd", state.Money);
        json.WriteNumber("money_max_usd", state.MoneyMax);
        json.WriteNumber("security", state.Security);
        json.WriteNumber("security_min", state.SecurityMin);
        json.WriteNumber("security_base", state.SecurityBase);
        json.WriteNumber("growth_percent", state.Growth);
        WriteFinite(json, "hack_at_min_security_s", row.HackSeconds);
        WriteFinite(json, "grow_at_min_security_s", row.GrowSeconds);
        WriteFinite(json, "weaken_at_min_security_s", row.WeakenSeconds);
        WriteFinite(json, "chance_at_min_security_fraction", row.Chance);
        WriteFinite(json, "stolen_per_thread_fraction", row.FractionPerThread);
        WriteFinite(json, "money_usd_per_gb_s", row.MoneyPerGbSecond);
        json.WriteEndObject();
    }

    /// <summary>JSON has no infinity, which a multiplier of 0 leads to.</summary>
    private static void WriteFinite(Utf8JsonWriter json, string key, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(key, value);
        else json.WriteNull(key);
    }
}
