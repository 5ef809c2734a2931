using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// A scheduler decides and never acts: it reads a view of the game and writes a plan, which the conductor carries out when the
/// scheduler's turn is over. It owns no clock, queue or generator.
/// </summary>
public interface IBatchScheduler
{
    /// <summary>The run begins, or a wake-up that the scheduler asked for has come.</summary>
    /// <param name="tag">The number given with the wake-up; 0 at the beginning.</param>
    /// <param name="view">The game at this moment.</param>
    /// <param name="plan">Empty; what is written is carried out in order when this call returns.</param>
    void OnWake(int tag, GameView view, Plan plan);

    /// <summary>A job that was to report has landed. Its process is gone and its RAM free, unless it is permanent.</summary>
    void OnLanded(in JobReport report, GameView view, Plan plan);

    /// <summary>A launch of this scheduler was carried out.</summary>
    void OnLaunched(in JobRequest request, JobId id)
    {
    }

    /// <summary>A job did not start, or its worker died at its first line.</summary>
    void OnRefused(in JobRequest request, LaunchRefusal reason, GameView view, Plan plan)
    {
    }

    /// <summary>What this scheduler asked to buy was bought, or was not.</summary>
    /// <param name="request">What it asked for.</param>
    /// <param name="reason">Why not; None if it was bought and its effect is there.</param>
    /// <param name="bought">What was bought; nothing after a refusal.</param>
    /// <param name="view">The game at this moment.</param>
    /// <param name="plan">Empty; carried out when this call returns.</param>
    void OnBought(in PurchaseRequest request, PurchaseRefusal reason, in Purchase bought, GameView view, Plan plan)
    {
    }
}

/// <summary>What a controller learns of a landing.</summary>
public readonly ref struct JobReport(JobId id, ref readonly Job job, ref readonly Landing landing)
{
    private readonly ref readonly Job _job = ref job;
    private readonly ref readonly Landing _landing = ref landing;

    public JobId Id { get; } = id;

    public ref readonly JobRequest Request => ref _job.Request;

    public ref readonly Job Job => ref _job;

    public ref readonly Landing Landing => ref _landing;
}
