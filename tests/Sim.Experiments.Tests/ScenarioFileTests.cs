using System.Text;
using System.Text.Json;
using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;
using Sim.Testing;

namespace Sim.Experiments.Tests;

public sealed class ScenarioFileTests
{
    private static readonly SchedulerDescriptor[] s_schedulers =
    [
        new("proto", "One batch at a time.",
        [
            new OptionDefinition("spacer", OptionKind.Duration, "20ms", "Gap between landings.", Min: "1ms"),
            new OptionDefinition("greed", OptionKind.Fraction, "10%", "Share taken.", Min: "0.1%", Max: "99%"),
            new OptionDefinition("depth", OptionKind.Count, "1", "Batches in flight."),
            new OptionDefinition("prep", OptionKind.Flag, "true", "Prepare first."),
        ]),
        new("periodic", "A batch each period.", []),
    ];

    private const string Whole = """
        {
          // A whole scenario.
          "title": "prep to cycle",
          "world": { "newGame": { "bitNode": 5, "bitNodeLevel": 1, "level": 300, "homeRam": "1TB", "homeCores": 2,
                                  "purchasedServers": "5x64GB", "portOpeners": 3, "seed": 7, } },
          "level": 800, "ram": "4x16GB", "target": ["phantasy", "joesguns"],
          "scheduler": { "name": "proto", "spacer": "30ms", "greed": 0.2, "depth": 3, "prep": false },
          "duration": "30m", "seed": 18446744073709551615,
        }
        """;

    [Fact]
    public void EveryKey_IsRead()
    {
        Scenario scenario = Parse(Whole);
        Assert.Equal("prep to cycle", scenario.Title);
        NewGameOptions game = Assert.IsType<NewGameWorld>(scenario.World).Options;
        Assert.Equal((5, 1, 300, 2, 5, 3), (game.BitNode, game.BitNodeLevel, game.Level, game.HomeCores, game.PurchasedServers, game.PortOpeners));
        Assert.Equal(RamSize.FromGigabytes(1024), game.HomeRam);
        Assert.Equal(RamSize.FromGigabytes(64), game.PurchasedServerRam);
        Assert.Equal(7UL, game.Seed);
        Assert.Equal(800, scenario.Level);
        Assert.Equal(new RamGrant(4, RamSize.FromGigabytes(16)), scenario.Ram);
        Assert.Equal("phantasy, joesguns", scenario.Target.ToString());
        Assert.Equal("depth=3 greed=20% prep=false spacer=30ms", scenario.Scheduler.Options.ToString());
        Assert.Equal(SimDuration.FromSeconds(1800), scenario.Duration);
        Assert.Equal(ulong.MaxValue, scenario.Seed);

        WorldSpec world = scenario.CreateWorld();
        Assert.Equal(800, world.Player.Person.Level);
        Assert.Equal(800, SkillFormulas.Level(world.Player.Person.Exp, world.Multipliers.HackingLevelMultiplier));
        Assert.Equal(5, world.Servers.Count(server => server.Hostname.StartsWith("pserv-", StringComparison.Ordinal)));
    }

    [Fact]
    public void LittleIsNeeded_TheRestHasDefaults()
    {
        Scenario scenario = Parse("""{"world": {"newGame": {}}, "scheduler": "proto"}""");
        Assert.Equal("x", scenario.Title);
        Assert.True(scenario.Target.IsBest);
        Assert.Null(scenario.Level);
        Assert.Null(scenario.Ram);
        Assert.Equal(SimDuration.FromHours(1), scenario.Duration);
        Assert.Equal(1UL, scenario.Seed);
        Assert.Equal(OptionSet.Defaults(s_schedulers[0].Options), scenario.Scheduler.Options);
        Assert.Equal(72, scenario.CreateWorld().Servers.Length);
    }

    [Fact]
    public void Save_IsLookedForBesideTheFile()
    {
        string text = """{"world": {"save": "save/mid.json.gz"}, "scheduler": "periodic", "target": "phantasy"}""";
        Scenario scenario = ScenarioFile.Parse("x.json", Encoding.UTF8.GetBytes(text), s_schedulers, Repository.Data("reference"));
        WorldSpec world = scenario.CreateWorld();
        Assert.Equal(5, world.BitNode);
        Assert.Equal(800, world.Player.Person.Level);
        Assert.Equal(5, (scenario with { Level = 5 }).CreateWorld().Player.Person.Level);
        Assert.Equal(
            ["x.json: world.save (line 1): there is no file \"save/mid.json.gz\"; a path relative to the scenario file is needed"],
            Problems(text));
    }

    [Fact]
    public void CustomWorld_IsBuiltAsWritten()
    {
        Scenario scenario = Parse("""
            {
              "world": { "custom": {
                "player": { "level": 400, "intelligence": 12, "money": 1e6, "multipliers": { "hacking_speed": 1.5, "hacking": 2 } },
                "bitNode": 5, "multipliers": { "ServerGrowthRate": 0.5 },
                "hosts": [{ "name": "home", "ram": "64GB", "cores": 4 }, { "name": "big", "ram": "1TB" }],
                "targets": [{ "name": "t1", "moneyMax": 5e7, "securityMin": 4, "growth": 20, "levelRequired": 100 },
                            { "name": "t2", "moneyMax": 5e7, "money": 1e6, "security": 9.5, "securityMin": 3, "securityBase": 10, "growth": 30, "ram": "8GB" }] } },
              "scheduler": "proto", "target": "t1"
            }
            """);
        WorldSpec world = scenario.CreateWorld();
        Assert.Equal("home big t1 t2", string.Join(' ', world.Servers.Select(server => server.Hostname)));
        Assert.Equal("big t1 t2", string.Join(' ', world.Servers[0].Connections));
        Assert.Equal(4, world.Servers[0].Cores);
        Assert.Equal(400, world.Player.Person.Level);
        Assert.Equal(1.5, world.Player.Person.SpeedMultiplier);
        Assert.Equal(12, world.Player.Person.Intelligence);
        Assert.Equal(400, SkillFormulas.Level(world.Player.Person.Exp, 2));
        Assert.Equal(0.15, world.Multipliers.ScriptHackMoney);
        Assert.Equal(0.5, world.Multipliers.ServerGrowthRate);
        Server first = world.Servers[2].State;
        Assert.Equal((5e7, 5e7, 4.0, 4.0, 12.0, 100.0, 20.0, true), (first.Money, first.MoneyMax, first.Security, first.SecurityMin, first.SecurityBase, first.LevelRequired, first.Growth, first.HasRoot));
        Server second = world.Servers[3].State;
        Assert.Equal((1e6, 9.5, 10.0), (second.Money, second.Security, second.SecurityBase));
        Assert.Equal(RamSize.FromGigabytes(8), world.Servers[3].RamMax);
    }

    [Fact]
    public void UnknownKey_GivesPathLineAndNearestKey()
    {
        string text = "{\n\"world\": {\"newGame\": {\n\"bitNod\": 1}},\n\"scheduler\": {\"name\": \"proto\", \"spacr\": \"20ms\"},\n\"durration\": \"1h\"}";
        Assert.Equal(
            [
                "x.json: durration (line 5): unknown key \"durration\"; did you mean \"duration\"?",
                "x.json: world.newGame.bitNod (line 3): unknown key \"bitNod\"; did you mean \"bitNode\"?",
                "x.json: scheduler.spacr (line 4): unknown option \"spacr\"; did you mean \"spacer\"?",
            ],
            Problems(text));
    }

    [Fact]
    public void SeveralProblems_AreToldAtOnce()
    {
        string[] problems = Problems("""
            {"world": {"newGame": {"bitNode": 9, "purchasedServers": "5x64GB", "homeRam": "12GB", "level": -1}},
             "level": 0, "ram": "0GB", "target": ["a", "a"], "scheduler": {"name": "proto", "greed": "200%"}, "duration": "-5m", "seed": -1}
            """);
        Assert.Equal(
            [
                "x.json: world.newGame.level (line 1): -1; a whole number from 1 to 2147483647 is needed",
                "x.json: world.newGame.homeRam (line 1): 12GB; a power of two from 8GB to 1024PB is needed",
                "x.json: world.newGame.purchasedServers (line 1): 5 servers; BitNode 9 allows 0 to 0",
                "x.json: level (line 2): 0; a whole number from 1 to 1000000000 is needed",
                "x.json: ram (line 2): \"0GB\"; an amount of RAM such as 64GB, or hosts such as 4x16GB, is needed, more than 0GB",
                "x.json: target (line 2): a server is named twice; each target once is needed",
                "x.json: scheduler.greed (line 2): \"200%\"; a fraction such as 10% or 0.1 is needed, from 0.1% to 99%",
                "x.json: duration (line 2): \"-5m\"; more than 0 and at most 3650d is needed",
                "x.json: seed (line 2): -1; a whole number from 0 to 18446744073709551615 is needed",
            ],
            problems);
    }

    [Fact]
    public void CustomWorlds_WithGaps_AreRefused()
    {
        string[] problems = Problems("""
            {"world": {"custom": {"hosts": [{"name": "a"}, {"name": "a", "ram": "-1GB", "core": 2}],
             "targets": [{"name": "t", "moneyMax": 5, "money": 6, "securityMin": 0, "growth": "fast"}],
             "multipliers": {"ServerGrowth": 1}, "player": {"levle": 3}}}, "scheduler": "proto"}
            """);
        Assert.Contains("x.json: world.custom.hosts[0].ram (line 1): missing; an amount of RAM such as 64GB, 1.5TB or 1PB is needed", problems);
        Assert.Contains("x.json: world.custom.hosts[1].core (line 1): unknown key \"core\"; did you mean \"cores\"?", problems);
        Assert.Contains("x.json: world.custom.hosts (line 1): 2 servers are named \"a\"; each name once is needed; a target that lends RAM has \"ram\" itself", problems);
        Assert.Contains("x.json: world.custom.targets[0].money (line 2): 6; a number from 0 to 5 is needed", problems);
        Assert.Contains("x.json: world.custom.targets[0].securityMin (line 2): 0; a number from 1 to 100 is needed", problems);
        Assert.Contains("x.json: world.custom.player.levle (line 3): unknown key \"levle\"; did you mean \"level\"?", problems);
        Assert.Contains(problems, problem => problem.Contains("did you mean \"ServerGrowthRate\"?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "no valid JSON")]
    [InlineData("[]", "an object is needed")]
    [InlineData("{", "no valid JSON")]
    [InlineData("{}", "world (line 1): missing")]
    [InlineData("""{"world": {"newGame": {}, "save": "x"}, "scheduler": "proto"}""", "2 kinds of world")]
    [InlineData("""{"world": {}, "scheduler": "proto"}""", "0 kinds of world")]
    [InlineData("""{"world": {"newGame": {}}, "scheduler": "protto"}""", "did you mean \"proto\"?")]
    [InlineData("""{"world": {"newGame": {}}, "scheduler": {"spacer": "1ms"}}""", "the scheduler has no name")]
    [InlineData("""{"world": {"newGame": {}}, "scheduler": {"name": "proto", "spacer": ["1ms"]}}""", "scheduler.spacer (line 1): a list")]
    [InlineData("""{"world": {"newGame": {}}, "scheduler": "proto", "target": []}""", "best, a server's name or a list")]
    [InlineData("""{"world": {"newGame": {}}, "scheduler": "proto", "duration": 5}""", "a duration such as")]
    [InlineData("""{"world": {"custom": {}}, "scheduler": "proto"}""", "at least one target")]
    public void OtherMistakes_AreNamed(string text, string reason) =>
        Assert.Contains(reason, string.Join('\n', Problems(text)), StringComparison.Ordinal);

    [Fact]
    public void TargetsAndLevels_ThatTheWorldDoesNotHave_AreRefused()
    {
        Scenario scenario = Parse("""{"world": {"newGame": {}}, "scheduler": "proto", "target": ["phantsy"], "level": 30000}""");
        var error = Assert.Throws<InputException>(() => scenario.CreateWorld());
        Assert.Contains("target: there is no server \"phantsy\"; did you mean \"phantasy\"?", error.Message, StringComparison.Ordinal);
        Assert.Contains("level: 30000; this world allows at most 22400", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("newGame")]
    [InlineData("custom")]
    [InlineData("save")]
    public void Written_ReadsBackAsTheSameScenario(string world)
    {
        string text = world switch
        {
            "newGame" => Whole,
            "save" => """{"world": {"save": "save/late.json"}, "scheduler": "periodic", "duration": "90s", "ram": "64GB"}""",
            _ => """
                {"world": {"custom": {"player": {"level": 40, "intelligence": 2, "money": 7, "multipliers": {"hacking": 0.75}}, "bitNode": 12, "bitNodeLevel": 9,
                  "multipliers": {"ServerWeakenRate": 3}, "hosts": [{"name": "h", "ram": "1.75GB", "cores": 3}],
                  "targets": [{"name": "t", "moneyMax": 0.1, "money": 0.05, "security": 2.5, "securityMin": 2, "securityBase": 7, "levelRequired": 3, "growth": 1.5, "ram": "2GB", "cores": 2}]}},
                 "scheduler": {"name": "proto", "greed": "12.5%"}, "target": "best"}
                """,
        };
        Scenario scenario = ScenarioFile.Parse("x.json", Encoding.UTF8.GetBytes(text), s_schedulers, Repository.Data("reference"));
        string written = ScenarioFile.Write(scenario);
        Scenario again = ScenarioFile.Parse("x.json", Encoding.UTF8.GetBytes(written), s_schedulers);
        Assert.Equal(written, ScenarioFile.Write(again));
        Assert.Equal(Print(scenario.CreateWorld()), Print(again.CreateWorld()));
        Assert.Equal(scenario with { World = again.World }, again);
    }

    [Fact]
    public void DamagedTexts_NeverEscapeAsOtherExceptions()
    {
        var random = new RandomStream(8);
        string[] values = ["null", "-1", "1e999", "\"9999999999PB\"", "\"1x1GB\"", "[]", "{}", "true", "18446744073709551616", "\"0.00000000000000000000000001ms\"", "\"99999999d\"", ",", "\""];
        for (int i = 0; i < 3000; i++)
        {
            string[] parts = Whole.Split(' ');
            parts[random.NextInt(0, parts.Length - 1)] = values[random.NextInt(0, values.Length - 1)];
            try
            {
                Parse(string.Join(' ', parts)).CreateWorld();
            }
            catch (InputException)
            {
                // Most are refused, and a few still say something.
            }
        }
    }

    [Theory]
    [InlineData("64GB", 1, 64)]
    [InlineData("4x16GB", 4, 16)]
    [InlineData("2 x 1TB", 2, 1024)]
    public void RamGrants_AreRead(string text, int hosts, long gigabytes)
    {
        Assert.True(RamGrant.TryParse(text, out RamGrant grant));
        Assert.Equal(new RamGrant(hosts, RamSize.FromGigabytes(gigabytes)), grant);
        Assert.True(RamGrant.TryParse(grant.ToString(), out RamGrant again));
        Assert.Equal(grant, again);
    }

    [Theory]
    [InlineData("0x16GB")]
    [InlineData("-1x16GB")]
    [InlineData("4x")]
    [InlineData("x16GB")]
    [InlineData("4x4x4GB")]
    [InlineData("99999999x16GB")]
    [InlineData("0")]
    public void OtherGrants_AreNot(string text) => Assert.False(RamGrant.TryParse(text, out _));

    private static readonly JsonSerializerOptions s_withFields = new() { IncludeFields = true };

    private static string Print(WorldSpec world) => JsonSerializer.Serialize(world, s_withFields);

    private static Scenario Parse(string text) => ScenarioFile.Parse("x.json", Encoding.UTF8.GetBytes(text), s_schedulers);

    private static string[] Problems(string text) =>
        [.. Assert.Throws<InputException>(() => Parse(text)).Problems.Select(problem => problem.ToString())];
}
