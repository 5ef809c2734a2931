using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Runs services side by side under the simulated clock, each with a timer of its own. A service that is killed loses all that it
/// knew; what is in ports stays, as in the game.
/// </summary>
public sealed class ServiceHost : IBatchScheduler
{
    private readonly List<(Func<IService> Make, IService? Service, bool HasTimer)> _services = [];
    private bool _isStarted;

    /// <summary>Adds a service; it is made when the run begins, or at its next turn if it has begun.</summary>
    /// <param name="make">Makes it anew each time that it is started.</param>
    /// <returns>Its number.</returns>
    public int Add(Func<IService> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        _services.Add((make, _isStarted ? make() : null, false));
        return _services.Count - 1;
    }

    /// <summary>The service as it runs now; null while it is dead.</summary>
    public IService? this[int number] => _services[number].Service;

    /// <summary>Kills a service in the middle of its work.</summary>
    public void Kill(int number) => _services[number] = _services[number] with { Service = null };

    /// <summary>Starts a dead service anew.</summary>
    public void Restart(int number) => _services[number] = _services[number] with { Service = _services[number].Make() };

    public void OnWake(int tag, GameView view, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(plan);
        if (tag == 0)
        {
            _isStarted = true;
            for (var i = 0; i < _services.Count; i++) Restart(i);
        }
        else
        {
            var (make, service, _) = _services[tag - 1];
            _services[tag - 1] = (make, service, false);
            service?.Tick(view.Now);
        }

        SetTimers(plan);
    }

    public void OnLanded(in JobReport report, GameView view, Plan plan)
    {
    }

    /// <summary>A dead service keeps its place in time, so that it goes on when it is restarted.</summary>
    private void SetTimers(Plan plan)
    {
        for (var i = 0; i < _services.Count; i++)
        {
            var (make, service, hasTimer) = _services[i];
            if (hasTimer) continue;
            plan.WakeAfter(service?.Period ?? Sim.Engine.SimDuration.FromMilliseconds(100), i + 1);
            _services[i] = (make, service, true);
        }
    }
}
