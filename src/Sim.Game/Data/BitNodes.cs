using System.Collections.Immutable;
using System.Globalization;
using Sim.Engine.Numbers;

namespace Sim.Game;

/// <summary>The multipliers of every BitNode; parsed once, at first use.</summary>
public static class BitNodes
{
    public const int First = 1;

    public const int Last = 14;

    /// <summary>Beyond this BitNode 12's multipliers are of no use to anyone: the servers hold next to nothing from 300 on.</summary>
    public const int LevelMax = 10_000;

    /// <summary>The line of each BitNode: its number, then name=value.</summary>
    private static readonly Lazy<string[]> s_lines = new(ReadLines);

    /// <summary>The names of <see cref="BitNodeMultipliers"/>, which are the game's own, in a fixed order.</summary>
    public static ImmutableArray<string> MultiplierNames { get; } =
    [
        nameof(BitNodeMultipliers.HackExpGain),
        nameof(BitNodeMultipliers.HackingLevelMultiplier),
        nameof(BitNodeMultipliers.HackingSpeedMultiplier),
        nameof(BitNodeMultipliers.ScriptHackMoney),
        nameof(BitNodeMultipliers.ScriptHackMoneyGain),
        nameof(BitNodeMultipliers.ManualHackMoney),
        nameof(BitNodeMultipliers.ServerGrowthRate),
        nameof(BitNodeMultipliers.ServerMaxMoney),
        nameof(BitNodeMultipliers.ServerStartingMoney),
        nameof(BitNodeMultipliers.ServerStartingSecurity),
        nameof(BitNodeMultipliers.ServerWeakenRate),
        nameof(BitNodeMultipliers.HomeComputerRamCost),
        nameof(BitNodeMultipliers.PurchasedServerCost),
        nameof(BitNodeMultipliers.PurchasedServerSoftcap),
        nameof(BitNodeMultipliers.PurchasedServerLimit),
        nameof(BitNodeMultipliers.PurchasedServerMaxRam),
        nameof(BitNodeMultipliers.HacknetNodeMoney),
        nameof(BitNodeMultipliers.WorldDaemonDifficulty),
    ];

    /// <summary>The multipliers in force (the game's getBitNodeMultipliers).</summary>
    /// <param name="bitNode">1 to 14.</param>
    /// <param name="level">Owned level of the BitNode's source file + 1, 1 or more; matters to BitNode 12 only.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such BitNode or level.</exception>
    public static BitNodeMultipliers Multipliers(int bitNode, int level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bitNode, First);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bitNode, Last);
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, LevelMax);

        double inc = FdMath.Pow(1.02, level);
        double dec = 1 / inc;
        BitNodeMultipliers multipliers = BitNodeMultipliers.One;
        string[] cells = s_lines.Value[bitNode].Split(' ');
        for (int i = 1; i < cells.Length; i++)
        {
            int sign = cells[i].IndexOf('=', StringComparison.Ordinal);
            string value = cells[i][(sign + 1)..];
            multipliers = With(multipliers, cells[i][..sign], value switch
            {
                "inc" => inc,
                "dec" => dec,
                "dec*dec" => dec * dec,
                _ => double.Parse(value, CultureInfo.InvariantCulture),
            });
        }

        return multipliers;
    }

    /// <summary>How many servers a player may buy: round(25 x PurchasedServerLimit).</summary>
    public static int PurchasedServersMax(BitNodeMultipliers multipliers) => (int)PurchasedServerFormulas.Limit(multipliers);

    /// <summary>The largest server a player may buy: round(2^20 x PurchasedServerMaxRam) GB, down to a power of two.</summary>
    public static RamSize PurchasedServerRamMax(BitNodeMultipliers multipliers) =>
        RamSize.FromGigabytes(Math.Max(0, (long)PurchasedServerFormulas.RamMax(multipliers)));

    /// <summary>One multiplier by the game's name.</summary>
    /// <exception cref="ArgumentException">The name is none of <see cref="MultiplierNames"/>.</exception>
    public static double Value(BitNodeMultipliers multipliers, string name) => name switch
    {
        nameof(BitNodeMultipliers.HackExpGain) => multipliers.HackExpGain,
        nameof(BitNodeMultipliers.HackingLevelMultiplier) => multipliers.HackingLevelMultiplier,
        nameof(BitNodeMultipliers.HackingSpeedMultiplier) => multipliers.HackingSpeedMultiplier,
        nameof(BitNodeMultipliers.ScriptHackMoney) => multipliers.ScriptHackMoney,
        nameof(BitNodeMultipliers.ScriptHackMoneyGain) => multipliers.ScriptHackMoneyGain,
        nameof(BitNodeMultipliers.ManualHackMoney) => multipliers.ManualHackMoney,
        nameof(BitNodeMultipliers.ServerGrowthRate) => multipliers.ServerGrowthRate,
        nameof(BitNodeMultipliers.ServerMaxMoney) => multipliers.ServerMaxMoney,
        nameof(BitNodeMultipliers.ServerStartingMoney) => multipliers.ServerStartingMoney,
        nameof(BitNodeMultipliers.ServerStartingSecurity) => multipliers.ServerStartingSecurity,
        nameof(BitNodeMultipliers.ServerWeakenRate) => multipliers.ServerWeakenRate,
        nameof(BitNodeMultipliers.HomeComputerRamCost) => multipliers.HomeComputerRamCost,
        nameof(BitNodeMultipliers.PurchasedServerCost) => multipliers.PurchasedServerCost,
        nameof(BitNodeMultipliers.PurchasedServerSoftcap) => multipliers.PurchasedServerSoftcap,
        nameof(BitNodeMultipliers.PurchasedServerLimit) => multipliers.PurchasedServerLimit,
        nameof(BitNodeMultipliers.PurchasedServerMaxRam) => multipliers.PurchasedServerMaxRam,
        nameof(BitNodeMultipliers.HacknetNodeMoney) => multipliers.HacknetNodeMoney,
        nameof(BitNodeMultipliers.WorldDaemonDifficulty) => multipliers.WorldDaemonDifficulty,
        _ => throw new ArgumentException($"There is no BitNode multiplier named {name}.", nameof(name)),
    };

    /// <summary>The same multipliers with one changed, by the game's name.</summary>
    /// <exception cref="ArgumentException">The name is none of <see cref="MultiplierNames"/>.</exception>
    public static BitNodeMultipliers With(BitNodeMultipliers multipliers, string name, double value) => name switch
    {
        nameof(BitNodeMultipliers.HackExpGain) => multipliers with { HackExpGain = value },
        nameof(BitNodeMultipliers.HackingLevelMultiplier) => multipliers with { HackingLevelMultiplier = value },
        nameof(BitNodeMultipliers.HackingSpeedMultiplier) => multipliers with { HackingSpeedMultiplier = value },
        nameof(BitNodeMultipliers.ScriptHackMoney) => multipliers with { ScriptHackMoney = value },
        nameof(BitNodeMultipliers.ScriptHackMoneyGain) => multipliers with { ScriptHackMoneyGain = value },
        nameof(BitNodeMultipliers.ManualHackMoney) => multipliers with { ManualHackMoney = value },
        nameof(BitNodeMultipliers.ServerGrowthRate) => multipliers with { ServerGrowthRate = value },
        nameof(BitNodeMultipliers.ServerMaxMoney) => multipliers with { ServerMaxMoney = value },
        nameof(BitNodeMultipliers.ServerStartingMoney) => multipliers with { ServerStartingMoney = value },
        nameof(BitNodeMultipliers.ServerStartingSecurity) => multipliers with { ServerStartingSecurity = value },
        nameof(BitNodeMultipliers.ServerWeakenRate) => multipliers with { ServerWeakenRate = value },
        nameof(BitNodeMultipliers.HomeComputerRamCost) => multipliers with { HomeComputerRamCost = value },
        nameof(BitNodeMultipliers.PurchasedServerCost) => multipliers with { PurchasedServerCost = value },
        nameof(BitNodeMultipliers.PurchasedServerSoftcap) => multipliers with { PurchasedServerSoftcap = value },
        nameof(BitNodeMultipliers.PurchasedServerLimit) => multipliers with { PurchasedServerLimit = value },
        nameof(BitNodeMultipliers.PurchasedServerMaxRam) => multipliers with { PurchasedServerMaxRam = value },
        nameof(BitNodeMultipliers.HacknetNodeMoney) => multipliers with { HacknetNodeMoney = value },
        nameof(BitNodeMultipliers.WorldDaemonDifficulty) => multipliers with { WorldDaemonDifficulty = value },
        _ => throw new ArgumentException($"There is no BitNode multiplier named {name}.", nameof(name)),
    };

    private static string[] ReadLines()
    {
        var lines = new string[Last + 1];
        foreach (string line in DataFile.Lines("bitnodes.txt"))
        {
            lines[int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture)] = line;
        }

        return lines;
    }
}
