using System.Collections.Immutable;
using System.Globalization;

namespace Sim.Game;

/// <summary>What scripts cost in GB a thread: the base and the functions they mention; parsed once, at first use.</summary>
public static class RamCosts
{
    /// <summary>A worker that hacks: 1.70 GB.</summary>
    public static readonly RamSize HackWorker = new(170);

    /// <summary>A worker that grows: 1.75 GB.</summary>
    public static readonly RamSize GrowWorker = new(175);

    /// <summary>A worker that weakens: 1.75 GB.</summary>
    public static readonly RamSize WeakenWorker = new(175);

    /// <summary>GB of any script before its first function.</summary>
    public const double ScriptBase = 1.6;

    /// <summary>GB at which the cost of a script is capped.</summary>
    public const double ScriptMax = 1024;

    /// <summary>GB for mentioning the identifier hacknet, once.</summary>
    public const double HacknetNamespace = 4;

    /// <summary>GB for mentioning window, and again for document.</summary>
    public const double WindowOrDocument = 25;

    private static readonly Lazy<ImmutableArray<FunctionRamCost>> s_functions = new(() => [.. ReadTable()]);

    private static readonly Lazy<ImmutableDictionary<string, FunctionRamCost>> s_byIdentifier = new(IndexByIdentifier);

    /// <summary>
    /// A controller that starts workers, watches its target and finds hosts: the functions a batcher of the four usual families
    /// mentions. 7.15 GB.
    /// </summary>
    public static RamSize Controller => ScriptCost(
        ["exec", "scan", "kill", "getHackTime", "getServerSecurityLevel", "getServerMinSecurityLevel", "getServerMoneyAvailable",
         "getServerMaxMoney", "getServerMaxRam", "getServerUsedRam", "hackAnalyze", "growthAnalyze", "hackAnalyzeChance"]);

    /// <summary>Every function of every namespace.</summary>
    public static ImmutableArray<FunctionRamCost> Functions => s_functions.Value;

    /// <summary>The worker's cost for each kind of job.</summary>
    public static RamSize Worker(JobKind kind) => kind switch
    {
        JobKind.Hack => HackWorker,
        JobKind.Grow => GrowWorker,
        _ => WeakenWorker,
    };

    /// <summary>
    /// The cost of a function by its last name, which is how the game matches identifiers: hackTime for
    /// ns.formulas.hacking.hackTime. No two functions of one name differ in cost.
    /// </summary>
    public static bool TryGet(string identifier, out FunctionRamCost cost) => s_byIdentifier.Value.TryGetValue(identifier, out cost);

    /// <summary>What a script costs a thread that mentions these functions; names that are no functions cost nothing.</summary>
    /// <param name="identifiers">Names as in the script; mentioned twice is paid once.</param>
    /// <param name="sourceFile4Level">0 to 3; 3 also inside BitNode 4. Below it singularity functions cost more.</param>
    public static RamSize ScriptCost(IEnumerable<string> identifiers, int sourceFile4Level = 3)
    {
        double total = ScriptBase;
        foreach (string identifier in identifiers.Distinct(StringComparer.Ordinal))
        {
            if (TryGet(identifier, out FunctionRamCost cost)) total += cost.At(sourceFile4Level);
            else if (identifier == "hacknet") total += HacknetNamespace;
            else if (identifier is "window" or "document") total += WindowOrDocument;
        }

        return RamSize.FromGigabytesRounded(Math.Min(total, ScriptMax));
    }

    private static ImmutableDictionary<string, FunctionRamCost> IndexByIdentifier()
    {
        var index = ImmutableDictionary.CreateBuilder<string, FunctionRamCost>(StringComparer.Ordinal);
        foreach (FunctionRamCost function in Functions) index.TryAdd(function.Identifier, function);
        return index.ToImmutable();
    }

    private static IEnumerable<FunctionRamCost> ReadTable()
    {
        foreach (string line in DataFile.Lines("ram-costs.txt"))
        {
            string[] halves = line.Split(": ");
            string[] head = halves[0].Split(' ');
            string group = head[0] == "-" ? "" : head[0];
            double gigabytes = double.Parse(head[1], CultureInfo.InvariantCulture);
            foreach (string name in halves[1].Split(' ')) yield return new FunctionRamCost(group, name, gigabytes);
        }
    }
}

/// <summary>What mentioning one script function costs.</summary>
/// <param name="Group">The namespace, such as singularity; empty for ns itself.</param>
/// <param name="Name">The name below the namespace, such as hacking.hackTime.</param>
/// <param name="Gigabytes">GB a thread; for singularity the price with source file 4 at level 3.</param>
public readonly record struct FunctionRamCost(string Group, string Name, double Gigabytes)
{
    /// <summary>The last part of the name, the one the game looks for.</summary>
    public string Identifier => Name[(Name.LastIndexOf('.') + 1)..];

    /// <summary>GB a thread: singularity costs 16 times as much below source file 4 level 2 and 4 times at level 2.</summary>
    public double At(int sourceFile4Level) => Group != "singularity" ? Gigabytes : sourceFile4Level switch
    {
        <= 1 => Gigabytes * 16,
        2 => Gigabytes * 4,
        _ => Gigabytes,
    };
}
