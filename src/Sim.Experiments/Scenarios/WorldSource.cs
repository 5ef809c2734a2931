using Sim.Engine;
using Sim.Game;

namespace Sim.Experiments;

/// <summary>Where a scenario's world comes from.</summary>
public abstract record WorldSource
{
    private protected WorldSource()
    {
    }

    /// <summary>Makes the world; the same source gives the same world.</summary>
    /// <exception cref="InputException">The save can't be read.</exception>
    public abstract WorldSpec Create();
}

/// <summary>The world of an exported save.</summary>
/// <param name="File">A path that is absolute or relative to the current folder.</param>
public sealed record SaveWorld(string File) : WorldSource
{
    public override WorldSpec Create() => SaveFile.Load(File).World;
}

/// <summary>A new game.</summary>
/// <param name="Options">Checked.</param>
public sealed record NewGameWorld(NewGameOptions Options) : WorldSource
{
    public override WorldSpec Create() => NewGame.Create(Options);
}

/// <summary>A world that the scenario spells out.</summary>
/// <param name="World">Complete.</param>
public sealed record HandmadeWorld(WorldSpec World) : WorldSource
{
    public override WorldSpec Create() => World;
}
