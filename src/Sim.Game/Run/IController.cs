namespace Sim.Game;

/// <summary>The controller script of a run, as the game calls it back.</summary>
public interface IController
{
    /// <summary>A timer of the controller fired, or the run begins.</summary>
    /// <param name="tag">The number that was given with the timer.</param>
    void OnWake(int tag);

    /// <summary>A job that reports has landed; its process is gone and its RAM free, unless it is permanent.</summary>
    void OnLanded(JobId id, in Job job, in Landing landing);

    /// <summary>A worker died at its first line. (That exec gave 0 is known at once, from what Launch returns.)</summary>
    void OnRefused(in JobRequest request, LaunchRefusal reason);
}
