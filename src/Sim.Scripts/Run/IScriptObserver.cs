using System.Text.Json;
using Sim.Engine;

namespace Sim.Scripts;

/// <summary>Watches a run of scripts from outside.</summary>
public interface IScriptObserver
{
    /// <summary>A script was started and holds its RAM.</summary>
    void OnStarted(SimTime at, in StartedScript script);

    /// <summary>A script has called hack, grow or weaken.</summary>
    void OnOperation(in ScriptOperation operation);

    /// <summary>An operation has landed and its effect is applied.</summary>
    void OnLanded(SimTime at, in ScriptOperation operation, in Sim.Game.Landing landing);

    /// <summary>A script has ended and its RAM is free.</summary>
    void OnEnded(SimTime at, int pid, ScriptEnd how);

    /// <summary>Something that the scripts said: log lines, errors, output.</summary>
    void OnText(JsonElement text);
}
