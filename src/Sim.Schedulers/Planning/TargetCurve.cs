namespace Sim.Schedulers;

/// <summary>
/// What a target brings for so much RAM in whole threads, before packing: the upper hull of all its batches, each at the pace that
/// landings allow, and of slower streams, which lie on the lines from the origin.
/// <code>
///   $/s |           __x     x  batches at full pace
///       |       _x--
///       |    x-'   x
///       |  /   x             the hull's vertices are all that a price of RAM can pick
///       |/
///       '---------------- RAM
/// </code>
/// </summary>
internal sealed class TargetCurve
{
    private readonly List<Vertex> _vertices = [];

    /// <summary>A batch at full pace.</summary>
    /// <param name="Ram">RAM x time of a batch over its period, in hundredths of a GB.</param>
    /// <param name="Rate">$ a second.</param>
    /// <param name="Share">Share of the money that its first hack takes.</param>
    internal readonly record struct Vertex(double Ram, double Rate, double Share);

    public TargetCurve(IEnumerable<BatchChoice> choices)
    {
        var points = choices
            .Select(choice => new Vertex(choice.RamTimeLeast / choice.PeriodLeast.Micros, choice.RateAt(choice.PeriodLeast), choice.Arithmetic.Greed))
            .OrderBy(point => point.Ram).ThenByDescending(point => point.Rate);
        foreach (var point in points)
        {
            if (point.Rate <= (_vertices.Count > 0 ? _vertices[^1].Rate : 0)) continue;
            while (_vertices.Count > 0 && SlopeTo(_vertices.Count - 1, point) >= Slope(_vertices.Count - 1)) _vertices.RemoveAt(_vertices.Count - 1);
            _vertices.Add(point);
        }
    }

    /// <summary>$ a second for each hundredth of a GB where the curve begins; 0 without a batch.</summary>
    public double SlopeMost => _vertices.Count == 0 ? 0 : Slope(0);

    /// <summary>$ a second with so much RAM.</summary>
    public double RateAt(double ram)
    {
        var before = default(Vertex);
        foreach (var vertex in _vertices)
        {
            if (vertex.Ram >= ram) return before.Rate + ((vertex.Rate - before.Rate) / (vertex.Ram - before.Ram) * (ram - before.Ram));
            before = vertex;
        }

        return before.Rate;
    }

    /// <summary>The last vertex to which the curve rises more steeply than a price; nothing if it never does.</summary>
    public Vertex At(double price)
    {
        var best = default(Vertex);
        for (var i = 0; i < _vertices.Count && Slope(i) > price; i++) best = _vertices[i];
        return best;
    }

    /// <summary>The first vertex beyond <see cref="At"/>.</summary>
    public Vertex After(double price)
    {
        for (var i = 0; i < _vertices.Count; i++)
        {
            if (Slope(i) <= price) return _vertices[i];
        }

        return default;
    }

    private double Slope(int index)
    {
        var before = index == 0 ? default : _vertices[index - 1];
        return (_vertices[index].Rate - before.Rate) / (_vertices[index].Ram - before.Ram);
    }

    private double SlopeTo(int from, Vertex to) => (to.Rate - _vertices[from].Rate) / (to.Ram - _vertices[from].Ram);
}
