namespace Sim.Engine;

/// <summary>
/// What is handed back when an event fires: two numbers whose meaning belongs to the model, so that an event is a small flat
/// record and not an object with a callback.
/// </summary>
/// <param name="Kind">Which of the model's kinds of event; 0 to 255.</param>
/// <param name="Subject">What it concerns: an index into one of the model's own tables.</param>
public readonly record struct SimEvent(byte Kind, int Subject);

/// <summary>A model that reacts to events. Structs, so that the run loop is compiled for each model.</summary>
public interface IEventHandler
{
    /// <summary>Called once for each event that fires, with the loop's clock at the time of firing.</summary>
    void Handle(SimEvent fired);
}
