namespace Sim.Engine;

/// <summary>A source of uniform draws, as <c>Math.random</c> is for the game.</summary>
public interface IRandomSource
{
    /// <summary>The next draw, 0 inclusive to 1 exclusive.</summary>
    double NextDouble();
}
