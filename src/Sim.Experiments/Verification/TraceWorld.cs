using Sim.Game;

namespace Sim.Experiments.Verification;

/// <summary>Turns the state at the start of a recording into a world.</summary>
internal static class TraceWorld
{
    public static WorldSpec Build(string source, TraceState state)
    {
        var mults = state.Player.Mults;
        var node = state.BitNode.Mults;
        return new WorldSpec
        {
            Source = source,
            Player = new PlayerSpec
            {
                Person = new Person
                {
                    Level = state.Player.HackingLevel,
                    Exp = state.Player.HackingExp,
                    Intelligence = state.Player.Intelligence,
                    LevelMultiplier = Of(mults, "hacking"),
                    ChanceMultiplier = Of(mults, "hacking_chance"),
                    SpeedMultiplier = Of(mults, "hacking_speed"),
                    MoneyMultiplier = Of(mults, "hacking_money"),
                    GrowMultiplier = Of(mults, "hacking_grow"),
                    ExpMultiplier = Of(mults, "hacking_exp"),
                },
                Money = state.Player.Money,
            },
            BitNode = state.BitNode.N,
            BitNodeLevel = state.BitNode.Level,
            Multipliers = new BitNodeMultipliers
            {
                HackExpGain = Of(node, "HackExpGain"),
                HackingLevelMultiplier = Of(node, "HackingLevelMultiplier"),
                HackingSpeedMultiplier = Of(node, "HackingSpeedMultiplier"),
                ScriptHackMoney = Of(node, "ScriptHackMoney"),
                ScriptHackMoneyGain = Of(node, "ScriptHackMoneyGain"),
                ServerGrowthRate = Of(node, "ServerGrowthRate"),
                ServerWeakenRate = Of(node, "ServerWeakenRate"),
                ServerMaxMoney = Of(node, "ServerMaxMoney"),
                ServerStartingMoney = Of(node, "ServerStartingMoney"),
                ServerStartingSecurity = Of(node, "ServerStartingSecurity"),
            },
            Servers = [.. state.Servers.Select(Server)],
        };
    }

    private static double Of(IReadOnlyDictionary<string, double> multipliers, string name) => multipliers.GetValueOrDefault(name, 1);

    private static ServerSpec Server(TraceServer server) => new()
    {
        Hostname = server.Hostname,
        RamMax = RamSize.FromGigabytesRounded(server.MaxRam),
        Cores = server.CpuCores,
        State = new Server
        {
            Money = server.MoneyAvailable,
            MoneyMax = server.MoneyMax,
            Security = server.HackDifficulty,
            SecurityMin = server.MinDifficulty,
            SecurityBase = server.BaseDifficulty,
            LevelRequired = server.RequiredHackingSkill,
            Growth = server.ServerGrowth,
            HasRoot = server.HasAdminRights,
        },
    };
}
