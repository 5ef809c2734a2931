namespace Sim.Cli.Speed;

/// <summary>Something to time.</summary>
/// <param name="Name">What results call it.</param>
/// <param name="Run">Does the work once and returns how many operations it was, more than 0.</param>
internal sealed record SpeedWorkload(string Name, Func<long> Run);
