using Sim.Engine;
using Sim.Game;
using Sim.Testing;

namespace Sim.Schedulers.Tests;

/// <summary>A fleet in a lab world, watched by every checker.</summary>
internal sealed class FleetLab
{
    private readonly Conductor _conductor;
    private bool _isStarted;

    /// <param name="lab">Hosts and targets are there.</param>
    /// <param name="selector">Who decides.</param>
    /// <param name="targets">What may be worked on.</param>
    /// <param name="options">Null for the defaults.</param>
    public FleetLab(Lab lab, ITaskSelector selector, ServerId[] targets, FleetOptions? options = null)
    {
        Lab = lab;
        ServerId? home = lab.Game.World.Servers[0].Hostname == "home" ? new ServerId(0) : null;
        Fleet = new FleetScheduler(lab.Game.View, home, targets, options ?? new FleetOptions(), selector);
        Checker = new AllocatorChecker(lab.Game, Fleet.Allocator);
        lab.Game.Observer = new ObserverList(lab.Game.Observer!, Checker);
        _conductor = new Conductor(lab.Game, Fleet);
    }

    public Lab Lab { get; }

    public FleetScheduler Fleet { get; }

    public AllocatorChecker Checker { get; }

    public static SimDuration Minutes(double minutes) => SimDuration.FromSeconds((long)(minutes * 60));

    /// <summary>Runs on for some simulated minutes.</summary>
    /// <returns>Money earned in them.</returns>
    public double Run(double minutes)
    {
        var before = Lab.Game.Money;
        if (!_isStarted) _conductor.Start();
        _isStarted = true;
        Lab.Game.RunUntil(Lab.Game.Loop.Now + Minutes(minutes));
        return Lab.Game.Money - before;
    }

    public FleetTarget Target(ServerId id) => Fleet.Targets.Single(target => target.Id == id);

    /// <summary>Landings of one kind on a target, in order.</summary>
    public SimTime[] LandingsOf(JobKind kind, ServerId target) =>
        [.. Lab.Landings.Where(entry => entry.Job.Request.Kind == kind && entry.Job.Request.Target == target).Select(entry => entry.At)];
}
