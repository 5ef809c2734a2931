namespace Sim.Schedulers;

/// <summary>
/// Free RAM of hosts by rank, as the leaves of a tree whose nodes hold the larger of their children: the first host that holds an
/// amount is found in as many steps as the number of hosts has binary digits.
/// </summary>
internal sealed class FreeTree
{
    private readonly long[] _nodes;
    private readonly int _leaves;

    public FreeTree(int ranks)
    {
        _leaves = 1;
        while (_leaves < ranks) _leaves *= 2;
        _nodes = new long[_leaves * 2];
        Array.Fill(_nodes, -1);
    }

    /// <summary>The most that one host has free.</summary>
    public long Max => _nodes[1];

    public void Set(int rank, long free)
    {
        var at = rank + _leaves;
        _nodes[at] = free;
        while (at > 1)
        {
            var sibling = _nodes[at ^ 1];
            var larger = Math.Max(_nodes[at], sibling);
            at >>= 1;
            if (_nodes[at] == larger) return;
            _nodes[at] = larger;
        }
    }

    public long At(int rank) => _nodes[rank + _leaves];

    /// <summary>The first rank from a given one on that has at least so much free; -1 if there is none.</summary>
    public int First(int from, long need)
    {
        if (from >= _leaves) return -1;
        var at = from + _leaves;
        while (_nodes[at] < need)
        {
            // Up while this is a right child, then to the neighbour on the right.
            while ((at & 1) == 1) at >>= 1;
            if (at <= 1) return -1;
            at++;
        }

        while (at < _leaves)
        {
            at *= 2;
            if (_nodes[at] < need) at++;
        }

        return at - _leaves;
    }
}
