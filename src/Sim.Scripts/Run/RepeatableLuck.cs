using Sim.Engine;

namespace Sim.Scripts;

/// <summary>A random source whose latest draws can be given back, to be drawn again.</summary>
internal sealed class RepeatableLuck(IRandomSource source) : IRandomSource
{
    private readonly List<double> _drawn = [];
    private int _next;

    public double NextDouble()
    {
        if (_next < _drawn.Count) return _drawn[_next++];
        var value = source.NextDouble();
        _drawn.Add(value);
        _next++;
        return value;
    }

    /// <summary>What was drawn so far is done with; what was given back stays.</summary>
    public void Forget()
    {
        _drawn.RemoveRange(0, _next);
        _next = 0;
    }

    /// <summary>Gives back everything since <see cref="Forget"/>.</summary>
    public void GiveBack() => _next = 0;
}
