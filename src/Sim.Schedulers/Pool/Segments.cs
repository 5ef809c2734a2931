using Sim.Engine.Numbers;

namespace Sim.Schedulers;

/// <summary>How a host is cut into helpers.</summary>
internal static class Segments
{
    /// <summary>
    /// Unequal segments, each a fixed share of the threads that are left: the share that makes about as many segments as there may be, a
    /// half at most, so that the smallest have few threads. The last one has all that is left. Or single threads.
    /// </summary>
    /// <param name="threads">Threads that the host holds.</param>
    /// <param name="most">Segments at most, 1 or more.</param>
    /// <param name="isMultiThreaded">False for one thread each.</param>
    public static IEnumerable<int> Cut(int threads, int most, bool isMultiThreaded)
    {
        if (most < 1 || threads < 1) yield break;
        var share = Math.Min(0.5, 1 - FdMath.Pow(threads, -1.0 / most));
        for (var i = 0; i < most && threads > 0; i++)
        {
            var segment = !isMultiThreaded ? 1 : i == most - 1 ? threads : Math.Max(1, (int)Math.Ceiling(threads * share));
            yield return segment;
            threads -= segment;
        }
    }
}
