using Microsoft.Extensions.ObjectPool;
using Sim.Game;

namespace Sim.Experiments;

/// <summary>
/// Lends out the memory that simulations grow, so that thousands of runs allocate it once for each thread. What a run finds in it
/// is as new: results do not depend on what ran before.
/// </summary>
internal static class SimulationPool
{
    private static readonly ObjectPool<SimulationBuffers> s_pool = new DefaultObjectPool<SimulationBuffers>(new Policy());

    public static SimulationBuffers Get() => s_pool.Get();

    public static void Return(SimulationBuffers buffers) => s_pool.Return(buffers);

    private sealed class Policy : PooledObjectPolicy<SimulationBuffers>
    {
        public override SimulationBuffers Create() => new();

        public override bool Return(SimulationBuffers obj)
        {
            obj.LandingErrors.Clear();
            return true;
        }
    }
}

/// <summary>What a simulation borrows.</summary>
internal sealed class SimulationBuffers
{
    public GameBuffers Game { get; } = new();

    public Histogram LandingErrors { get; } = new();
}
