namespace Sim.Experiments;

/// <summary>Takes the results of a sweep. Called from several threads.</summary>
public interface IRunSink
{
    /// <summary>Runs that were there before the sweep began.</summary>
    int Done { get; }

    /// <summary>True if the run was there before the sweep began, so that it is not repeated.</summary>
    bool IsDone(int cell, int replica);

    /// <summary>Keeps a result and what it cost.</summary>
    /// <exception cref="IOException">It can't be kept; the sweep ends.</exception>
    void Add(RunLine line, TimeSpan wall);
}
