using System.Collections.Immutable;
using System.Globalization;
using Sim.Engine;

namespace Sim.Game;

/// <summary>
/// A world put together by hand: hosts, targets, a player and multipliers. For questions that no save answers, such as one
/// target at a chosen security with exactly 64 GB beside it.
/// </summary>
public static class CustomWorld
{
    private const double NumberMax = 1e300;

    /// <summary>Reads the object that a scenario has under <c>world.custom</c>.</summary>
    /// <param name="node">
    /// <c>player</c> {level, intelligence, money, multipliers}, <c>bitNode</c>, <c>bitNodeLevel</c>, <c>multipliers</c> (changes to
    /// the BitNode's), <c>hosts</c> [{name, ram, cores}], <c>targets</c> [{name, moneyMax, money, security, securityMin,
    /// securityBase, levelRequired, growth, ram, cores}].
    /// </param>
    /// <param name="problems">Every problem is added here.</param>
    /// <param name="source">What messages and results call the world.</param>
    /// <returns>Null if there was a problem.</returns>
    public static WorldSpec? Read(InputNode node, InputProblems problems, string source)
    {
        int before = problems.Count;
        if (InputObject.Open(node, problems, "player", "bitNode", "bitNodeLevel", "multipliers", "hosts", "targets") is not { } custom) return null;

        int bitNode = (int)(custom.Whole("bitNode", BitNodes.First, BitNodes.Last) ?? 1);
        int bitNodeLevel = (int)(custom.Whole("bitNodeLevel", 1, BitNodes.LevelMax) ?? 1);
        BitNodeMultipliers multipliers = BitNodes.Multipliers(bitNode, bitNodeLevel);
        if (custom.Value("multipliers") is { } changes && InputObject.Open(changes, problems, BitNodes.MultiplierNames) is { } overrides)
        {
            foreach (string name in BitNodes.MultiplierNames)
            {
                if (overrides.Number(name, 0, NumberMax) is { } value) multipliers = BitNodes.With(multipliers, name, value);
            }
        }

        PlayerSpec player = ReadPlayer(custom.Value("player"), multipliers, problems);
        ImmutableArray<ServerSpec> hosts = [.. custom.List("hosts").Select(host => ReadHost(host, problems)).OfType<ServerSpec>()];
        ImmutableArray<ServerSpec> targets = [.. custom.List("targets").Select(target => ReadTarget(target, problems)).OfType<ServerSpec>()];
        if (problems.Count == before && targets.IsEmpty) custom.Add("targets", "no target", "a list of at least one target is needed");
        CheckNames(custom, hosts, targets);
        if (problems.Count > before) return null;

        return Build(source, player, bitNode, bitNodeLevel, multipliers, hosts, targets);
    }

    /// <summary>
    /// Links every server to home and adds home without RAM if it is not among the hosts: the world then lends exactly the RAM
    /// that was named.
    /// </summary>
    public static WorldSpec Build(
        string source,
        PlayerSpec player,
        int bitNode,
        int bitNodeLevel,
        BitNodeMultipliers multipliers,
        IEnumerable<ServerSpec> hosts,
        IEnumerable<ServerSpec> targets)
    {
        ImmutableArray<ServerSpec> named = [.. hosts, .. targets];
        ServerSpec home = named.FirstOrDefault(server => server.Hostname == "home") ?? Host("home", RamSize.Zero, 1);
        ImmutableArray<ServerSpec> others = [.. named.Where(server => server.Hostname != "home").Select(server => server with { Connections = ["home"] })];
        return new WorldSpec
        {
            Source = source,
            Player = player,
            BitNode = bitNode,
            BitNodeLevel = bitNodeLevel,
            Multipliers = multipliers,
            Servers = [home with { Connections = [.. others.Select(server => server.Hostname)] }, .. others],
        };
    }

    /// <summary>A rooted server that only lends RAM.</summary>
    public static ServerSpec Host(string name, RamSize ram, int cores) => new()
    {
        Hostname = name,
        State = NewServers.Host(),
        RamMax = ram,
        Cores = cores,
        PurchasedByPlayer = true,
        PortsRequired = 5,
    };

    private static PlayerSpec ReadPlayer(InputNode? node, BitNodeMultipliers bitNode, InputProblems problems)
    {
        InputObject? player = node is null ? null : InputObject.Open(node, problems, "level", "intelligence", "money", "multipliers");
        Person person = Person.New(1, 0);
        person.Intelligence = player?.Number("intelligence", 0, NumberMax) ?? 0;
        if (player?.Value("multipliers") is { } values && InputObject.Open(values, problems, PersonMultipliers.Names) is { } multipliers)
        {
            foreach (string name in PersonMultipliers.Names)
            {
                if (multipliers.Number(name, 0, NumberMax) is { } value) person = PersonMultipliers.With(person, name, value);
            }
        }

        var spec = new PlayerSpec { Person = person, Money = player?.Number("money", 0, NumberMax) ?? 0 };
        int levelMax = HackingExp.LevelMax(person.LevelMultiplier * bitNode.HackingLevelMultiplier);
        return spec.WithLevel((int)(player?.Whole("level", 1, Math.Max(1, levelMax)) ?? 1), bitNode);
    }

    private static ServerSpec? ReadHost(InputNode node, InputProblems problems)
    {
        if (InputObject.Open(node, problems, "name", "ram", "cores") is not { } host) return null;
        host.Required("name", "a host needs a name");
        host.Required("ram", RamUnits.Help);
        string? name = host.Text("name");
        RamSize ram = Ram(host) ?? RamSize.Zero;
        int cores = (int)(host.Whole("cores", 1, 1024) ?? 1);
        return name is null ? null : Host(name, ram, cores);
    }

    private static ServerSpec? ReadTarget(InputNode node, InputProblems problems)
    {
        InputObject? target = InputObject.Open(
            node, problems, "name", "moneyMax", "money", "security", "securityMin", "securityBase", "levelRequired", "growth", "ram", "cores");
        if (target is null) return null;

        foreach (string key in (ReadOnlySpan<string>)["name", "moneyMax", "securityMin", "growth"]) target.Required(key, "every target needs it");
        string? name = target.Text("name");
        double moneyMax = target.Number("moneyMax", 0, NumberMax) ?? 0;
        double securityMin = target.Number("securityMin", 1, 100) ?? 1;
        var state = new Server
        {
            MoneyMax = moneyMax,
            Money = target.Number("money", 0, moneyMax) ?? moneyMax,
            SecurityMin = securityMin,
            Security = target.Number("security", securityMin, 100) ?? securityMin,

            // A new server's minimum is a third of its security, so this is what a server with this minimum began with.
            SecurityBase = target.Number("securityBase", 1, 100) ?? Math.Min(100, 3 * securityMin),
            LevelRequired = target.Number("levelRequired", 1, NumberMax) ?? 1,
            Growth = target.Number("growth", 0, NumberMax) ?? 1,
            HasRoot = true,
        };
        RamSize ram = Ram(target) ?? RamSize.Zero;
        int cores = (int)(target.Whole("cores", 1, 1024) ?? 1);
        return name is null ? null : new ServerSpec { Hostname = name, State = state, RamMax = ram, Cores = cores };
    }

    private static RamSize? Ram(InputObject server)
    {
        RamSize? ram = server.Measure<RamSize>("ram", RamUnits.TryParse, RamUnits.Help);
        if (ram is null || (ram >= RamSize.Zero && ram <= RamUnits.Max)) return ram;
        server.Add("ram", server.Value("ram")!.Describe(), $"RAM from 0GB to {RamUnits.Format(RamUnits.Max)} is needed");
        return null;
    }

    private static void CheckNames(InputObject custom, ImmutableArray<ServerSpec> hosts, ImmutableArray<ServerSpec> targets)
    {
        if (targets.Any(target => target.Hostname == "home")) custom.Add("targets", "home is a target", "home can't be hacked; another name is needed");
        foreach (IGrouping<string, ServerSpec> same in hosts.Concat(targets).GroupBy(server => server.Hostname, StringComparer.Ordinal))
        {
            if (same.Count() == 1) continue;
            custom.Add("hosts", string.Create(CultureInfo.InvariantCulture, $"{same.Count()} servers are named \"{same.Key}\""),
                "each name once is needed; a target that lends RAM has \"ram\" itself");
        }
    }
}
