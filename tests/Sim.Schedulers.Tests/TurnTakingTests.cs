namespace Sim.Schedulers.Tests;

public sealed class TurnTakingTests
{
    [Fact]
    public void Turn_GoesToTheNextThatIsReady_InOrder()
    {
        var turns = new TurnTaking(3, switchOnlyOnLevelUp: false);
        Assert.Equal(0, turns.Active);
        Assert.False(turns.TryPass(10));
        turns.SetReady(2, true);
        Assert.True(turns.TryPass(10));
        Assert.Equal(2, turns.Active);
        turns.SetReady(0, true);
        turns.SetReady(1, true);
        Assert.True(turns.TryPass(10));
        Assert.Equal(0, turns.Active);
        Assert.True(turns.TryPass(10));
        Assert.Equal(1, turns.Active);
        Assert.False(turns.TryPass(10));
    }

    [Fact]
    public void PingPong_KeepsTheTurnUntilTheLevelChanges()
    {
        var turns = new TurnTaking(2, switchOnlyOnLevelUp: true);
        turns.SetReady(1, true);
        Assert.False(turns.TryPass(100));
        Assert.False(turns.TryPass(100));
        Assert.True(turns.TryPass(101));
        Assert.Equal(1, turns.Active);
        turns.SetReady(0, true);
        Assert.False(turns.TryPass(101));
        Assert.True(turns.TryPass(102));
        Assert.Equal(0, turns.Active);
    }

    [Fact]
    public void PingPong_WithNobodyReady_PassesLater_WithoutAnotherLevelUp()
    {
        var turns = new TurnTaking(2, switchOnlyOnLevelUp: true);
        Assert.False(turns.TryPass(100));
        Assert.False(turns.TryPass(101));
        turns.SetReady(1, true);
        Assert.True(turns.TryPass(101));
    }

    [Fact]
    public void OneThatIsNoLongerReady_IsPassedOver()
    {
        var turns = new TurnTaking(3, switchOnlyOnLevelUp: false);
        turns.SetReady(1, true);
        turns.SetReady(1, false);
        turns.SetReady(2, true);
        Assert.True(turns.TryPass(1));
        Assert.Equal(2, turns.Active);
    }
}
