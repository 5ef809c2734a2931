using Sim.Testing;

namespace Sim.Game.Tests;

public sealed class TargetTableTests
{
    [Fact]
    public void Rows_AreAllServersWithMoney_BestFirst()
    {
        WorldSpec world = SaveFile.Load(Repository.Data("reference", "save", "late.json.gz")).World;
        TargetRow[] rows = [.. TargetTable.Of(world)];
        Assert.Equal(world.Servers.Count(server => server.State.MoneyMax > 0), rows.Length);
        Assert.Equal(rows.Select(row => row.MoneyPerGbSecond).OrderDescending(), rows.Select(row => row.MoneyPerGbSecond));
        foreach (TargetRow row in rows)
        {
            Assert.Equal(world.Servers[row.Id.Index], row.Server);
            Assert.Equal(row.CanHack, row.MoneyPerGbSecond > 0);
            Assert.Equal(3.2 * row.HackSeconds, row.GrowSeconds, row.GrowSeconds * 1e-12);
            Assert.Equal(4 * row.HackSeconds, row.WeakenSeconds, row.WeakenSeconds * 1e-12);
            Assert.InRange(row.Chance, 0, 1);
        }
    }

    [Fact]
    public void TimesAndChance_AreThoseAtMinimumSecurity()
    {
        WorldSpec world = NewGame.Create(new NewGameOptions { Level = 500 });
        TargetRow row = TargetTable.Of(world).Single(target => target.Server.Hostname == "phantasy");
        Server prepared = row.Server.State;
        Assert.True(prepared.Security > prepared.SecurityMin);
        prepared.Security = prepared.SecurityMin;
        Assert.Equal(HackingFormulas.HackSeconds(prepared, world.Player.Person, world.Multipliers), row.HackSeconds);
        Assert.Equal(HackingFormulas.Chance(prepared, world.Player.Person), row.Chance);
    }

    [Fact]
    public void WithoutRootOrLevel_ATargetIsWorthNothingYet()
    {
        WorldSpec world = NewGame.Create(new NewGameOptions { Level = 500, PortOpeners = 0 });
        TargetRow[] rows = [.. TargetTable.Of(world)];
        Assert.All(rows.Where(row => !row.Server.State.HasRoot || row.Server.State.LevelRequired > 500), row => Assert.False(row.CanHack));
        Assert.Contains(rows, row => row.CanHack);

        // In BitNode 8 scripts take money from servers and the player gets none of it.
        Assert.All(TargetTable.Of(NewGame.Create(new NewGameOptions { BitNode = 8, Level = 500 })), row => Assert.Equal(0, row.MoneyPerGbSecond));
    }
}
