using System.Globalization;
using System.Text.Json.Nodes;
using Sim.Game;

namespace Sim.Scripts;

/// <summary>
/// A world as scripts see it, from the world that is simulated. What hacking does not touch and a <see cref="WorldSpec"/> does not
/// have is as in a new game.
/// </summary>
internal static class WorldView
{
    /// <summary>Order in which players open ports.</summary>
    private static readonly string[] s_ports = ["ssh", "ftp", "smtp", "http", "sql"];

    public static JsonObject Of(WorldSpec world)
    {
        var servers = new JsonArray();
        for (var i = 0; i < world.Servers.Length; i++) servers.Add(Server(world, i));
        var view = new JsonObject
        {
            ["player"] = Player(world),
            ["bitNode"] = BitNode(world),
            ["servers"] = servers,
        };
        ScriptWorlds.Number(view);
        return view;
    }

    private static JsonObject Player(WorldSpec world)
    {
        var player = world.Player;
        var person = player.Person;
        var mults = Numbers(player.Multipliers);
        foreach (var name in PersonMultipliers.Names) mults[name] = PersonMultipliers.Value(in person, name);
        foreach (var name in (string[])["strength", "strength_exp", "defense", "defense_exp", "dexterity", "dexterity_exp", "agility", "agility_exp",
            "charisma", "charisma_exp", "hacknet_node_money", "hacknet_node_purchase_cost", "hacknet_node_ram_cost", "hacknet_node_core_cost",
            "hacknet_node_level_cost", "company_rep", "faction_rep", "work_money", "crime_success", "crime_money"])
        {
            if (!mults.ContainsKey(name)) mults[name] = 1;
        }

        var skills = Numbers(player.Skills);
        var exp = Numbers(player.Exp);
        foreach (var name in (string[])["strength", "defense", "dexterity", "agility", "charisma"])
        {
            if (!skills.ContainsKey(name)) skills[name] = 1;
            if (!exp.ContainsKey(name)) exp[name] = 0;
        }

        skills["hacking"] = person.Level;
        skills["intelligence"] = person.Intelligence;
        exp["hacking"] = person.Exp;
        if (!exp.ContainsKey("intelligence")) exp["intelligence"] = 0;
        return new JsonObject
        {
            ["money"] = player.Money,
            ["skills"] = skills,
            ["exp"] = exp,
            ["mults"] = mults,
            ["hp"] = new JsonObject { ["current"] = 10, ["max"] = 10 },
            ["sourceFiles"] = new JsonObject(player.SourceFiles.Select(file =>
                KeyValuePair.Create<string, JsonNode?>(file.Key.ToString(CultureInfo.InvariantCulture), file.Value))),
            ["augmentations"] = new JsonArray([.. player.Augmentations.Select(owned => new JsonObject { ["name"] = owned.Key, ["level"] = owned.Value })]),
            ["purchasedServers"] = new JsonArray([.. world.Servers
                .Where(server => server.PurchasedByPlayer && server.Hostname != "home").Select(server => (JsonNode)server.Hostname)]),
        };
    }

    private static JsonObject BitNode(WorldSpec world)
    {
        var mults = new JsonObject();
        foreach (var name in BitNodes.MultiplierNames) mults[name] = BitNodes.Value(world.Multipliers, name);
        return new JsonObject { ["n"] = world.BitNode, ["level"] = world.BitNodeLevel, ["mults"] = mults };
    }

    private static JsonObject Server(WorldSpec world, int index)
    {
        var server = world.Servers[index];
        var state = server.State;
        var view = new JsonObject
        {
            ["hostname"] = server.Hostname,

            // Addresses are of no use but to be told apart.
            ["ip"] = string.Create(CultureInfo.InvariantCulture, $"{1 + (index / 1000)}.{index / 100 % 10}.{index / 10 % 10}.{index % 10}"),
            ["organizationName"] = server.Organization,
            ["moneyAvailable"] = state.Money,
            ["moneyMax"] = state.MoneyMax,
            ["hackDifficulty"] = state.Security,
            ["minDifficulty"] = state.SecurityMin,
            ["baseDifficulty"] = state.SecurityBase,
            ["requiredHackingSkill"] = state.LevelRequired,
            ["serverGrowth"] = state.Growth,
            ["numOpenPortsRequired"] = server.PortsRequired,
            ["openPortCount"] = server.PortsOpen,
            ["maxRam"] = server.RamMax.Gigabytes,
            ["cpuCores"] = server.Cores,
            ["hasAdminRights"] = state.HasRoot,
            ["purchasedByPlayer"] = server.PurchasedByPlayer,
            ["portsOpen"] = new JsonArray([.. s_ports.Take(server.PortsOpen).Select(port => (JsonNode)port)]),
            ["serversOnNetwork"] = new JsonArray([.. server.Connections.Select(name => (JsonNode)name)]),
        };
        if (server.Hostname == "home") view["programs"] = new JsonArray([.. world.Player.Programs.Select(program => (JsonNode)program)]);
        return view;
    }

    private static JsonObject Numbers(IEnumerable<KeyValuePair<string, double>> values)
    {
        var numbers = new JsonObject();
        foreach (var (name, value) in values) numbers[name] = value;
        return numbers;
    }
}
