using Sim.Engine;
using Sim.Game;

namespace Sim.Scripts;

/// <summary>
/// What the next activities of scripts will cost the thread, drawn before they happen: the child moves its clock by the same costs
/// within a turn, so that a worker that starts behind a thousand others reads the later time.
/// </summary>
internal sealed class CostSupply
{
    /// <summary>Costs that the child has beforehand; a turn that needs more takes the mean for the rest.</summary>
    private const int Ahead = 2048;

    private readonly Distribution? _cost;
    private readonly RandomStream _luck;
    private readonly Queue<long> _told = new();
    private readonly long _meanMicros;

    /// <param name="model">What things cost.</param>
    /// <param name="activity">One that scripts cause.</param>
    /// <param name="streams">The run's luck.</param>
    public CostSupply(LagModel model, Activity activity, RandomStreams streams)
    {
        Activity = activity;
        _luck = streams.Stream(activity.Stream());
        if (model[activity].Cost.IsZero) return;
        _cost = model[activity].Cost;
        _cost.Prepare();
        _meanMicros = (long)Math.Round(_cost.Mean);
    }

    public Activity Activity { get; }

    public SimDuration Mean => new(_meanMicros);

    /// <summary>Puts costs into a message until the child has enough: how many, then each in ms.</summary>
    public void TopUp(MessageWriter message)
    {
        var count = _cost is null ? 0 : Ahead - _told.Count;
        message.Put(count);
        for (var i = 0; i < count; i++)
        {
            var micros = _cost!.Draw(_luck).Micros;
            _told.Enqueue(micros);
            message.Put(micros / 1000.0);
        }
    }

    /// <summary>The cost of the next activity, as the child has taken it.</summary>
    public SimDuration Take() => new(_told.TryDequeue(out var micros) ? micros : _meanMicros);
}
