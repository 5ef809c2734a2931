using System.Collections.Immutable;
using System.Globalization;
using Sim.Engine;

namespace Sim.Game;

/// <summary>Makes a new game's world, as the game's prestigeSourceFile and initForeignServers do.</summary>
public static class NewGame
{
    /// <summary>The programs that open ports, in the order in which players get them.</summary>
    public static ImmutableArray<string> PortOpenerPrograms { get; } =
        ["BruteSSH.exe", "FTPCrack.exe", "relaySMTP.exe", "HTTPWorm.exe", "SQLInject.exe"];

    /// <summary>The same options give the same world, whatever the platform.</summary>
    /// <exception cref="InputException">An option is out of range; every such option is named.</exception>
    public static WorldSpec Create(NewGameOptions options)
    {
        var problems = new InputProblems("new game");
        Check(options, problems, "");
        problems.ThrowIfAny();

        BitNodeMultipliers multipliers = BitNodes.Multipliers(options.BitNode, options.BitNodeLevel);
        var streams = new RandomStreams(options.Seed);
        ImmutableArray<ServerTableRow> rows = ServerTable.Rows;
        Dictionary<string, List<string>> links = DrawLinks(rows, streams.Stream("new-game-links"));

        var servers = ImmutableArray.CreateBuilder<ServerSpec>(rows.Length + 1 + options.PurchasedServers);
        servers.Add(Home(options, links["home"]));
        RandomStream values = streams.Stream("new-game-servers");
        foreach (ServerTableRow row in rows) servers.Add(Foreign(row, options, multipliers, links[row.Hostname], values));
        for (int i = 0; i < options.PurchasedServers; i++) servers.Add(Purchased(i, options));

        return new WorldSpec
        {
            Source = string.Create(CultureInfo.InvariantCulture, $"new game, BitNode {options.BitNode}, seed {options.Seed}"),
            Player = Player(options, multipliers),
            BitNode = options.BitNode,
            BitNodeLevel = options.BitNodeLevel,
            Multipliers = multipliers,
            Servers = servers.ToImmutable(),
        };
    }

    /// <summary>Adds a problem for each option that is out of range.</summary>
    /// <param name="options">What is checked.</param>
    /// <param name="problems">Where it is told.</param>
    /// <param name="place">What stands before the option's name in messages: empty or <c>world.newGame</c>.</param>
    public static void Check(NewGameOptions options, InputProblems problems, string place)
    {
        string At(string key) => place.Length > 0 ? $"{place}.{key}" : key;
        void Whole(string key, int value, int min, int max)
        {
            if (value >= min && value <= max) return;
            problems.Add(At(key), value.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max} is needed"));
        }

        Whole("bitNode", options.BitNode, BitNodes.First, BitNodes.Last);
        Whole("bitNodeLevel", options.BitNodeLevel, 1, BitNodes.LevelMax);
        Whole("homeCores", options.HomeCores, 1, 8);
        Whole("portOpeners", options.PortOpeners, 0, PortOpenerPrograms.Length);
        PowerOfTwo(problems, At("homeRam"), options.HomeRam, 8, NewGameOptions.HomeRamMaxGigabytes);
        if (!double.IsFinite(options.Money)) problems.Add(At("money"), "not finite", "a number of $ is needed");

        if (options.BitNode is < BitNodes.First or > BitNodes.Last || options.BitNodeLevel is < 1 or > BitNodes.LevelMax) return;
        BitNodeMultipliers multipliers = BitNodes.Multipliers(options.BitNode, options.BitNodeLevel);
        Whole("level", options.Level, 1, HackingExp.LevelMax(multipliers.HackingLevelMultiplier));
        int countMax = BitNodes.PurchasedServersMax(multipliers);
        if (options.PurchasedServers < 0 || options.PurchasedServers > countMax)
        {
            problems.Add(At("purchasedServers"), string.Create(CultureInfo.InvariantCulture, $"{options.PurchasedServers} servers"),
                string.Create(CultureInfo.InvariantCulture, $"BitNode {options.BitNode} allows 0 to {countMax}"));
        }
        else if (options.PurchasedServers > 0)
        {
            long ramMax = BitNodes.PurchasedServerRamMax(multipliers).Hundredths / 100;
            PowerOfTwo(problems, At("purchasedServers"), options.PurchasedServerRam, 2, ramMax);
        }
    }

    private static void PowerOfTwo(InputProblems problems, string place, RamSize size, long minGigabytes, long maxGigabytes)
    {
        long gigabytes = size.Hundredths / 100;
        bool isPower = size.Hundredths % 100 == 0 && long.IsPow2(gigabytes);
        if (isPower && gigabytes >= minGigabytes && gigabytes <= maxGigabytes) return;
        problems.Add(place, RamUnits.Format(size),
            $"a power of two from {RamUnits.Format(RamSize.FromGigabytes(minGigabytes))} to {RamUnits.Format(RamSize.FromGigabytes(maxGigabytes))} is needed");
    }

    private static PlayerSpec Player(NewGameOptions options, BitNodeMultipliers multipliers)
    {
        double exp = HackingExp.Of(options.Level, multipliers.HackingLevelMultiplier);
        return new PlayerSpec
        {
            Person = Person.New(options.Level, exp),
            Money = options.Money,
            Multipliers = [.. PersonMultipliers.Names.Select(name => KeyValuePair.Create(name, 1.0))],
            Skills = [KeyValuePair.Create("hacking", (double)options.Level), KeyValuePair.Create("intelligence", 0.0)],
            Exp = [KeyValuePair.Create("hacking", exp), KeyValuePair.Create("intelligence", 0.0)],
            SourceFiles = options.BitNodeLevel > 1 ? [KeyValuePair.Create(options.BitNode, options.BitNodeLevel - 1)] : [],
            Programs = ["NUKE.exe", .. PortOpenerPrograms.Take(options.PortOpeners)],
        };
    }

    private static ServerSpec Home(NewGameOptions options, List<string> links) => new()
    {
        Hostname = "home",
        Organization = "Home PC",
        State = NewServers.Host(),
        RamMax = options.HomeRam,
        Cores = options.HomeCores,
        PurchasedByPlayer = true,
        PortsRequired = 5,
        Connections = [.. links, .. Enumerable.Range(0, options.PurchasedServers).Select(PurchasedName)],
    };

    private static ServerSpec Purchased(int index, NewGameOptions options) => new()
    {
        Hostname = PurchasedName(index),
        State = NewServers.Host(),
        RamMax = options.PurchasedServerRam,
        PurchasedByPlayer = true,
        PortsRequired = 5,
        Connections = ["home"],
    };

    private static string PurchasedName(int index) => string.Create(CultureInfo.InvariantCulture, $"pserv-{index}");

    private static ServerSpec Foreign(
        ServerTableRow row, NewGameOptions options, BitNodeMultipliers multipliers, List<string> links, RandomStream random)
    {
        // The game's own order of draws: RAM, security, money, level, growth; a constant draws nothing.
        long? exponent = Draw(row.RamExponent, random);
        long? security = Draw(row.Security, random);
        long money = Draw(row.Money, random) ?? 0;
        long level = Draw(row.LevelRequired, random) ?? 1;
        long growth = Draw(row.Growth, random) ?? 1;

        Server state = NewServers.Foreign(money, security, multipliers);
        state.LevelRequired = row.Hostname == "w0r1d_d43m0n" ? level * multipliers.WorldDaemonDifficulty : level;
        state.Growth = growth;

        // Nobody can reach, and so nobody can root, the two servers that are linked only later in play.
        state.HasRoot = row.NetworkLayer is not null && row.PortsRequired <= options.PortOpeners;

        return new ServerSpec
        {
            Hostname = row.Hostname,
            Organization = row.Organization,
            State = state,
            RamMax = exponent is { } power ? RamSize.FromGigabytes(1L << (int)power) : RamSize.Zero,
            PortsRequired = row.PortsRequired,
            PortsOpen = state.HasRoot ? options.PortOpeners : 0,
            Connections = [.. links],
        };
    }

    private static long? Draw(IntRange? range, RandomStream random)
    {
        if (range is not { } known) return null;
        return known.IsConstant ? known.Min : random.NextInt64(known.Min, known.Max);
    }

    /// <summary>Layer 1 hangs on home, a server of layer k on one server of layer k - 1, drawn evenly.</summary>
    private static Dictionary<string, List<string>> DrawLinks(ImmutableArray<ServerTableRow> rows, RandomStream random)
    {
        var links = new Dictionary<string, List<string>>(StringComparer.Ordinal) { ["home"] = [] };
        foreach (ServerTableRow row in rows) links.Add(row.Hostname, []);

        ImmutableArray<string> above = ["home"];
        for (int layer = 1; above.Length > 0; layer++)
        {
            ImmutableArray<string> here = [.. rows.Where(row => row.NetworkLayer == layer).Select(row => row.Hostname)];
            foreach (string server in here)
            {
                string parent = above.Length == 1 ? above[0] : above[random.NextInt(0, above.Length - 1)];
                links[server].Add(parent);
                links[parent].Add(server);
            }

            above = here;
        }

        return links;
    }
}
