using System.Globalization;
using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Experiments;

/// <summary>
/// What the next gigabyte, level, server, doubling of home and core would bring: the bound's gain, times what is reached of the bound
/// now. Plans in whole threads go up in steps, which say little about one gigabyte.
/// </summary>
internal static class UpgradeTable
{
    private const double HomeRamMaxGb = 1 << 30;
    private const int HomeCoresMax = 8;
    private const double ServerLeastGb = 64;

    public static IReadOnlyList<Upgrade> Of(RunSpec spec, LandingLimit limit, double efficiency)
    {
        var world = spec.World;
        var node = world.Multipliers;
        var ram = Advisor.FreeRam(new GameRun(world, new RandomStream(1))).Gigabytes;
        var home = world.Servers.First(server => server.Hostname == "home");
        var now = Bound(world, spec, ram, home.Cores, limit);
        var upgrades = new List<Upgrade>();
        void Add(string name, double? cost, double then)
        {
            if (cost is null || double.IsFinite(cost.Value)) upgrades.Add(new Upgrade(name, cost, (then - now) * efficiency));
        }

        Add("1GB of RAM", null, Bound(world, spec, ram + 1, home.Cores, limit));
        var level = (int)world.Player.Person.Level;
        if (level < world.LevelMax()) Add(Text($"hacking level {level + 1}"), null, Bound(world.WithLevel(level + 1), spec, ram, home.Cores, limit));
        if (home.RamMax.Gigabytes < HomeRamMaxGb) Add(Text($"home from {home.RamMax} to {home.RamMax * 2}"), HomeFormulas.RamUpgradeCost(home.RamMax.Gigabytes, node), Bound(world, spec, ram + home.RamMax.Gigabytes, home.Cores, limit));
        if (home.Cores < HomeCoresMax) Add(Text($"home core {home.Cores + 1}"), HomeFormulas.CoreUpgradeCost(home.Cores), Cores(world, spec, ram, home, limit, now));
        AddServers(world, Add, gained => Bound(world, spec, ram + gained, home.Cores, limit));
        return [.. upgrades.Where(upgrade => upgrade.Cost is null).Concat(upgrades.Where(upgrade => upgrade.Cost is not null).OrderBy(upgrade => upgrade.PayBackS ?? double.PositiveInfinity))];
    }

    /// <summary>A core helps what runs on home: its share of the RAM.</summary>
    private static double Cores(WorldSpec world, RunSpec spec, double ram, ServerSpec home, LandingLimit limit, double now) =>
        now + ((Bound(world, spec, ram, home.Cores + 1, limit) - now) * home.RamMax.Gigabytes / ram);

    private static void AddServers(WorldSpec world, Action<string, double?, double> add, Func<double, double> boundWith)
    {
        var node = world.Multipliers;
        var owned = world.Servers.Where(server => server.PurchasedByPlayer && server.Hostname != "home").OrderBy(server => server.RamMax.Hundredths).ToArray();
        var most = PurchasedServerFormulas.RamMax(node);
        if (owned.Length < PurchasedServerFormulas.Limit(node))
        {
            for (var size = ServerLeastGb; size <= most; size *= 4)
            {
                var cost = PurchasedServerFormulas.Cost(size, node);
                add(Text($"a new server of {RamSize.FromGigabytes((long)size)}"), cost, boundWith(size));
                if (cost > world.Player.Money) break;
            }
        }

        if (owned.Length == 0) return;
        var smallest = owned[0].RamMax.Gigabytes;
        for (var size = smallest * 2; size <= most; size *= 4)
        {
            if (!PurchasedServerFormulas.TryUpgradeCost(smallest, size, node, out var cost) || !double.IsFinite(cost)) break;
            add(Text($"{owned[0].Hostname} from {owned[0].RamMax} to {RamSize.FromGigabytes((long)size)}"), cost, boundWith(size - smallest));
            if (cost > world.Player.Money) break;
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double Bound(WorldSpec world, RunSpec spec, double ramGb, int cores, LandingLimit limit)
    {
        var targets = new List<TargetBound>();
        foreach (var id in spec.Targets)
        {
            if (TargetBound.Of(world.Servers[id.Index].State, world.Player.Person, world.Multipliers, cores) is { } target) targets.Add(target);
        }

        return IncomeBound.PerSecond(targets, ramGb, limit);
    }
}
