using Sim.Game;
using Sim.Testing;

namespace Sim.Schedulers.Tests;

public sealed class PlacerTests
{
    private readonly Lab _lab = new();

    [Fact]
    public void Hosts_AreTriedFromSmallToLarge_HomeLast()
    {
        var home = _lab.Host("home", 8);
        var large = _lab.Host("large", 64);
        var small = _lab.Host("small", 4);
        _lab.Host("locked", 512, hasRoot: false);
        var same = _lab.Host("same", 64);
        var placer = new Placer(_lab.Game.View, home);
        Assert.Equal([small, large, same, home], placer.Hosts);
        Assert.Equal(140_00, placer.RamBudget);
    }

    [Fact]
    public void FirstFit_TakesTheFirstThatHolds_WhatItIsGiven()
    {
        var (small, middle, large) = Three();
        var plan = new Plan(_lab.Game.View);
        var placer = new Placer(_lab.Game.View, null);
        Assert.Equal(small, Place(placer, plan, JobKind.Hack, 2));
        Assert.Equal(middle, Place(placer, plan, JobKind.Hack, 2));
        Assert.Equal(large, Place(placer, plan, JobKind.Weaken, 30));
        Assert.Equal(middle, Place(placer, plan, JobKind.Weaken, 2));
        Assert.Null(Place(placer, plan, JobKind.Grow, 30));
    }

    [Fact]
    public void BestFit_TakesTheHostThatItFillsBest()
    {
        var (small, middle, large) = Three();
        var plan = new Plan(_lab.Game.View);
        var placer = new Placer(_lab.Game.View, null, PlacementPolicy.BestFit);
        Assert.Equal(large, Place(placer, plan, JobKind.Hack, 30));
        Assert.Equal(middle, Place(placer, plan, JobKind.Hack, 3));
        Assert.Equal(small, Place(placer, plan, JobKind.Weaken, 2));
        Assert.Equal(middle, Place(placer, plan, JobKind.Weaken, 1));
    }

    [Fact]
    public void BestFit_LooksPastTheFirstThatHolds()
    {
        // The first host that holds the job is larger than one that was partly filled.
        _lab.Host("a", 20);
        var b = _lab.Host("b", 21);
        var plan = new Plan(_lab.Game.View);
        plan.Launch(new JobRequest { Kind = JobKind.Hack, Host = b, Threads = 10 });
        Assert.Equal(b, Place(new Placer(_lab.Game.View, null, PlacementPolicy.BestFit), plan, JobKind.Hack, 2));
    }

    [Fact]
    public void Home_IsFirstForGrowAndWeaken_WhereItsCoresHelp()
    {
        var home = _lab.Host("home", 100, cores: 4);
        var other = _lab.Host("other", 100);
        var plan = new Plan(_lab.Game.View);
        var placer = new Placer(_lab.Game.View, home);
        Assert.Equal(4, placer.HomeCores);
        Assert.Equal(other, Place(placer, plan, JobKind.Hack, 5));

        var request = new JobRequest { Kind = JobKind.Grow };
        Assert.True(placer.TryPlace(plan, new PlannedJob(JobKind.Grow, 12, 10, 5, 0, 12), ref request));
        Assert.Equal((home, 10), (request.Host, request.Threads));

        // Full: elsewhere with the threads of one core.
        plan.Launch(new JobRequest { Kind = JobKind.Weaken, Host = home, Threads = 50 });
        Assert.True(placer.TryPlace(plan, new PlannedJob(JobKind.Grow, 12, 10, 5, 0, 12), ref request));
        Assert.Equal((other, 12), (request.Host, request.Threads));
    }

    [Fact]
    public void Home_WithOneCore_IsLastForAllKinds()
    {
        var home = _lab.Host("home", 100);
        var other = _lab.Host("other", 100);
        var placer = new Placer(_lab.Game.View, home);
        var plan = new Plan(_lab.Game.View);
        Assert.Equal(other, Place(placer, plan, JobKind.Weaken, 50));
        Assert.Equal(home, Place(placer, plan, JobKind.Weaken, 50));
    }

    [Fact]
    public void Jobs_AreNeverSplit()
    {
        _lab.Host("a", 17);
        _lab.Host("b", 17);
        var placer = new Placer(_lab.Game.View, null);
        Assert.Null(Place(placer, new Plan(_lab.Game.View), JobKind.Hack, 11));
        Assert.False(placer.HasRoomFor(new Plan(_lab.Game.View), new PlannedJob(JobKind.Hack, 11, 11, 5, 0, 11)));
        Assert.True(placer.HasRoomFor(new Plan(_lab.Game.View), new PlannedJob(JobKind.Hack, 10, 10, 5, 0, 10)));
    }

    [Fact]
    public void Budget_LimitsWhatOneOwnerHolds_NotWhatIsFree()
    {
        _lab.Host("a", 100);
        var target = _lab.Prepped("target");
        var placer = new Placer(_lab.Game.View, null, share: 0.5);
        Assert.Equal(50_00, placer.RamBudget);
        var plan = new Plan(_lab.Game.View);
        _lab.Launch(_lab.Request(JobKind.Hack, target, 10));
        Assert.NotNull(Place(placer, plan, JobKind.Hack, 19));
        Assert.Null(Place(placer, plan, JobKind.Hack, 1));

        // Another owner has a budget of its own.
        plan.Owner = 1;
        plan.Clear();
        Assert.NotNull(Place(placer, plan, JobKind.Hack, 29));
        Assert.Null(Place(placer, plan, JobKind.Hack, 1));
    }

    [Fact]
    public void PlaceUpTo_GivesTheEmptiestHost_AsManyThreadsAsItHolds()
    {
        var (_, _, large) = Three();
        var placer = new Placer(_lab.Game.View, null);
        var plan = new Plan(_lab.Game.View);
        var request = new JobRequest { Kind = JobKind.Weaken };
        Assert.Equal(36, placer.PlaceUpTo(plan, JobKind.Weaken, 100, ref request));
        Assert.Equal(large, request.Host);
        Assert.Equal(5, placer.PlaceUpTo(plan, JobKind.Weaken, 5, ref request));
    }

    [Fact]
    public void PlaceUpTo_WithoutRoom_PlacesNothing()
    {
        _lab.Host("a", 1.74);
        var placer = new Placer(_lab.Game.View, null);
        var request = new JobRequest { Kind = JobKind.Weaken };
        Assert.Equal(0, placer.PlaceUpTo(new Plan(_lab.Game.View), JobKind.Weaken, 1, ref request));
    }

    private (ServerId Small, ServerId Middle, ServerId Large) Three() =>
        (_lab.Host("small", 4), _lab.Host("middle", 8), _lab.Host("large", 64));

    private static ServerId? Place(Placer placer, Plan plan, JobKind kind, int threads)
    {
        var request = new JobRequest { Kind = kind };
        if (!placer.TryPlace(plan, new PlannedJob(kind, threads, threads, 5, 0, threads), ref request)) return null;
        Assert.Equal(threads, request.Threads);
        plan.Launch(in request);
        return request.Host;
    }
}
