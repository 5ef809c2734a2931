namespace Sim.Game;

/// <summary>Lets several observers watch a run, each told in turn.</summary>
public sealed class ObserverList(params IReadOnlyList<IGameObserver> observers) : IGameObserver
{
    public void OnLaunched(in Job job)
    {
        foreach (var observer in observers) observer.OnLaunched(in job);
    }

    public void OnStarted(in Job job, in Operation operation)
    {
        foreach (var observer in observers) observer.OnStarted(in job, in operation);
    }

    public void OnLanded(in Job job, in Landing landing)
    {
        foreach (var observer in observers) observer.OnLanded(in job, in landing);
    }

    public void OnEnded(in Job job)
    {
        foreach (var observer in observers) observer.OnEnded(in job);
    }

    public void OnKilled(in Job job)
    {
        foreach (var observer in observers) observer.OnKilled(in job);
    }

    public void OnRefused(in JobRequest request, LaunchRefusal reason)
    {
        foreach (var observer in observers) observer.OnRefused(in request, reason);
    }

    public void OnBought(in Purchase purchase)
    {
        foreach (var observer in observers) observer.OnBought(in purchase);
    }
}
