namespace Sim.Experiments;

/// <summary>Keeps the results of a sweep in memory, for gates and single cells that leave no folder behind.</summary>
public sealed class RunMemory : IRunSink
{
    private readonly Lock _lock = new();
    private readonly List<RunLine> _lines = [];

    public int Done => 0;

    public bool IsDone(int cell, int replica) => false;

    public void Add(RunLine line, TimeSpan wall)
    {
        lock (_lock) _lines.Add(line);
    }

    /// <summary>The results in the order of cell and replica, however they came.</summary>
    public IReadOnlyList<RunLine> Lines()
    {
        lock (_lock) return [.. _lines.OrderBy(line => line.Cell).ThenBy(line => line.Replica)];
    }
}
