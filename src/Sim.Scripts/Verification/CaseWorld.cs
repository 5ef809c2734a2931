using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sim.Game;

namespace Sim.Scripts.Verification;

/// <summary>The world of a script case, for both sides.</summary>
internal static class CaseWorld
{
    /// <summary>What C# simulates, with room at the end for servers that scripts buy.</summary>
    public static WorldSpec Build(string source, JsonElement initial)
    {
        var player = initial.GetProperty("player");
        var node = initial.GetProperty("bitNode");
        var person = Person.New(player.GetProperty("skills").GetProperty("hacking").GetDouble(), player.GetProperty("exp").GetProperty("hacking").GetDouble());
        person.Intelligence = player.GetProperty("skills").GetProperty("intelligence").GetDouble();
        foreach (var name in PersonMultipliers.Names) person = PersonMultipliers.With(person, name, player.GetProperty("mults").GetProperty(name).GetDouble());
        var multipliers = BitNodeMultipliers.One;
        foreach (var name in BitNodes.MultiplierNames)
        {
            if (node.GetProperty("mults").TryGetProperty(name, out var value)) multipliers = BitNodes.With(multipliers, name, value.GetDouble());
        }

        var world = new WorldSpec
        {
            Source = source,
            Player = new PlayerSpec { Person = person, Money = player.GetProperty("money").GetDouble() },
            BitNode = node.GetProperty("n").GetInt32(),
            BitNodeLevel = node.GetProperty("level").GetInt32(),
            Multipliers = multipliers,
            Servers = [.. initial.GetProperty("servers").EnumerateArray().Select(Server)],
        };
        return ScriptWorlds.WithSpares(world);
    }

    /// <summary>The same as scripts see it.</summary>
    public static JsonObject View(JsonElement initial)
    {
        var view = JsonNode.Parse(initial.GetRawText())!.AsObject();
        ScriptWorlds.Number(view);
        return view;
    }

    private static ServerSpec Server(JsonElement server) => new()
    {
        Hostname = server.GetProperty("hostname").GetString()!,
        RamMax = RamSize.FromGigabytesRounded(server.GetProperty("maxRam").GetDouble()),
        Cores = server.GetProperty("cpuCores").GetInt32(),
        PurchasedByPlayer = server.GetProperty("purchasedByPlayer").GetBoolean(),
        State = new Server
        {
            Money = server.GetProperty("moneyAvailable").GetDouble(),
            MoneyMax = server.GetProperty("moneyMax").GetDouble(),
            Security = server.GetProperty("hackDifficulty").GetDouble(),
            SecurityMin = server.GetProperty("minDifficulty").GetDouble(),
            SecurityBase = server.GetProperty("baseDifficulty").GetDouble(),
            LevelRequired = server.GetProperty("requiredHackingSkill").GetDouble(),
            Growth = server.GetProperty("serverGrowth").GetDouble(),
            HasRoot = server.GetProperty("hasAdminRights").GetBoolean(),
        },
    };
}
