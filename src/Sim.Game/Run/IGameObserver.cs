namespace Sim.Game;

/// <summary>Watches a run from outside: recorders and checkers. Must not change anything.</summary>
public interface IGameObserver
{
    /// <summary>exec took the RAM.</summary>
    void OnLaunched(in Job job);

    /// <summary>The operation was called and its duration fixed.</summary>
    void OnStarted(in Job job, in Operation operation);

    /// <summary>The operation's effect has been applied; the process still holds its RAM.</summary>
    void OnLanded(in Job job, in Landing landing);

    /// <summary>The process has ended and its RAM is free.</summary>
    void OnEnded(in Job job);

    /// <summary>A running job was killed: no effect, no exp, no draw.</summary>
    void OnKilled(in Job job);

    /// <summary>A job did not start, or its worker died at its first line.</summary>
    void OnRefused(in JobRequest request, LaunchRefusal reason);

    /// <summary>The player bought something; its effect is there.</summary>
    void OnBought(in Purchase purchase)
    {
    }
}
