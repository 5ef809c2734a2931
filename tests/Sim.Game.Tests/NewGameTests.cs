using System.Text.Json;
using Sim.Engine;

namespace Sim.Game.Tests;

public sealed class NewGameTests
{
    [Fact]
    public void SameOptions_GiveTheSameWorld_AndAnotherSeedAnother()
    {
        var options = new NewGameOptions { BitNode = 5, Level = 300, Seed = 9 };
        Assert.Equal(Print(NewGame.Create(options)), Print(NewGame.Create(options)));
        Assert.NotEqual(Print(NewGame.Create(options)), Print(NewGame.Create(options with { Seed = 10 })));
    }

    [Fact]
    public void Links_MakeATreeThatReachesAllButTwoServers()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            WorldSpec world = NewGame.Create(new NewGameOptions { Seed = seed, PurchasedServers = 3 });
            Dictionary<string, ServerSpec> byName = world.Servers.ToDictionary(server => server.Hostname, StringComparer.Ordinal);
            foreach (ServerSpec server in world.Servers)
            {
                Assert.All(server.Connections, other => Assert.Contains(server.Hostname, byName[other].Connections));
                Assert.Equal(server.Connections.Length, server.Connections.Distinct().Count());
            }

            foreach (ServerTableRow row in ServerTable.Rows)
            {
                string[] parents = [.. byName[row.Hostname].Connections.Where(other => LayerOf(other) < row.NetworkLayer)];
                if (row.NetworkLayer is not { } layer) Assert.Empty(byName[row.Hostname].Connections);
                else Assert.Equal(layer - 1, LayerOf(Assert.Single(parents)));
            }
        }
    }

    [Fact]
    public void Home_IsLinkedToTheFirstLayerAndToPurchasedServers()
    {
        WorldSpec world = NewGame.Create(new NewGameOptions { PurchasedServers = 2, PurchasedServerRam = RamSize.FromGigabytes(64) });
        Assert.Equal("home", world.Servers[0].Hostname);
        Assert.Equal(
            "n00dles foodnstuff sigma-cosmetics joesguns hong-fang-tea harakiri-sushi iron-gym pserv-0 pserv-1",
            string.Join(' ', world.Servers[0].Connections));
        Assert.Equal(1 + 71 + 2, world.Servers.Length);
        Assert.Equal(RamSize.FromGigabytes(64), world.Servers[^1].RamMax);
        Assert.True(world.Servers[^1].PurchasedByPlayer);
        Assert.Equal(RamSize.FromGigabytes(8), world.Servers[0].RamMax);
    }

    [Theory]
    [InlineData(0, 6)]
    [InlineData(1, 11)]
    [InlineData(5, 69)]
    public void Root_FollowsFromThePortOpeners(int openers, int least)
    {
        WorldSpec world = NewGame.Create(new NewGameOptions { PortOpeners = openers });
        ServerSpec[] rooted = [.. world.Servers.Where(server => server.State.HasRoot && server.Hostname != "home")];
        Assert.All(rooted, server => Assert.True(server.PortsRequired <= openers));
        Assert.True(rooted.Length >= least);
        Assert.Equal(1 + openers, world.Player.Programs.Length);
        Assert.DoesNotContain(rooted, server => server.Hostname is "w0r1d_d43m0n" or "darkweb");
    }

    [Fact]
    public void Values_StayInTheTablesRanges()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            WorldSpec world = NewGame.Create(new NewGameOptions { Seed = seed });
            foreach ((ServerTableRow row, ServerSpec server) in ServerTable.Rows.Zip(world.Servers.Skip(1)))
            {
                Assert.Equal(row.Hostname, server.Hostname);
                Assert.InRange(server.State.Money, row.Money?.Min ?? 0, row.Money?.Max ?? 0);
                Assert.Equal(25 * server.State.Money, server.State.MoneyMax);
                Assert.InRange(server.State.Security, row.Security?.Min ?? 1, row.Security?.Max ?? 1);
                Assert.InRange(server.State.LevelRequired, row.LevelRequired?.Min ?? 1, row.LevelRequired?.Max ?? 1);
                Assert.InRange(server.State.Growth, row.Growth?.Min ?? 1, row.Growth?.Max ?? 1);
            }
        }
    }

    [Fact]
    public void Player_HasExpThatGivesTheLevel()
    {
        WorldSpec world = NewGame.Create(new NewGameOptions { Level = 300 });

        // The exp that the reference trace of a player at level 300 begins with.
        Assert.Equal(300, world.Player.Person.Level);
        Assert.Equal(6106793.890896726, world.Player.Person.Exp, 1e-6);
        Assert.Equal(0, NewGame.Create(new NewGameOptions()).Player.Person.Exp);
    }

    [Fact]
    public void BadOptions_AreAllToldAtOnce()
    {
        var options = new NewGameOptions { BitNode = 9, Level = 0, HomeRam = RamSize.FromGigabytes(12), PurchasedServers = 1, PortOpeners = 6, HomeCores = 9 };
        string[] places = [.. Assert.Throws<InputException>(() => NewGame.Create(options)).Problems.Select(problem => problem.Place)];
        Assert.Equal(["homeCores", "homeRam", "level", "portOpeners", "purchasedServers"], places.Order(StringComparer.Ordinal));
        Assert.Throws<InputException>(() => NewGame.Create(new NewGameOptions { BitNode = 15 }));
        Assert.Throws<InputException>(() => NewGame.Create(new NewGameOptions { BitNodeLevel = 0 }));
    }

    [Fact]
    public void EveryBitNode_GivesAWorld()
    {
        for (int bitNode = BitNodes.First; bitNode <= BitNodes.Last; bitNode++)
        {
            WorldSpec world = NewGame.Create(new NewGameOptions { BitNode = bitNode, Level = 1000 });
            Assert.All(world.Servers, server => Assert.InRange(server.State.SecurityMin, 1, 100));
            Assert.True(double.IsFinite(world.Player.Person.Exp));
        }
    }

    [Theory]
    [InlineData(1, 0.25)]
    [InlineData(5, 1)]
    [InlineData(1.409893908887663, 1)]
    [InlineData(6.839886409646432, 0.35)]
    public void Exp_GivesItsLevelBack(double personal, double bitNode)
    {
        double multiplier = personal * bitNode;
        for (int level = 1; level <= Math.Min(5000, HackingExp.LevelMax(multiplier)); level++)
        {
            double exp = HackingExp.Of(level, multiplier);
            Assert.True(double.IsFinite(exp));

            // A high multiplier starts above level 1, and nothing can be done about that.
            double least = SkillFormulas.Level(0, multiplier);
            Assert.Equal(Math.Max(level, least), SkillFormulas.Level(exp, multiplier));
        }
    }

    [Fact]
    public void ServersWithoutSecurityInTheTable_HaveSecurityOneInEveryBitNode()
    {
        WorldSpec world = NewGame.Create(new NewGameOptions { BitNode = 13 });
        ServerSpec csec = world.Servers.Single(server => server.Hostname == "CSEC");
        Assert.Equal(1, csec.State.Security);
        Assert.Equal(1, csec.State.SecurityMin);
        ServerSpec noodles = world.Servers.Single(server => server.Hostname == "n00dles");
        Assert.Equal(3, noodles.State.Security);
    }

    private static int? LayerOf(string hostname) =>
        hostname == "home" ? 0 : ServerTable.Rows.FirstOrDefault(row => row.Hostname == hostname)?.NetworkLayer;

    private static string Print(WorldSpec world) => JsonSerializer.Serialize(world, s_withFields);

    private static readonly JsonSerializerOptions s_withFields = new() { IncludeFields = true };
}
