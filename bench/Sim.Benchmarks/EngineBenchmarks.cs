using BenchmarkDotNet.Attributes;

namespace Sim.Benchmarks;

/// <summary>Whole models through the public interface of the engine. The results are fingerprints of what happened when.</summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    private const int Processes = 10_000;
    private const int TimeoutsOfEach = 100;
    private const int Customers = 1_000_000;
    private const int Requests = 1_000_000;

    private readonly TimeoutModel _timeouts = new(Processes, TimeoutsOfEach);
    private readonly SingleServerModel _singleServer = new(Customers);
    private readonly CancelModel _cancel = new(Requests);

    /// <summary>A million timeouts.</summary>
    [Benchmark(OperationsPerInvoke = Processes * TimeoutsOfEach)]
    public ulong Timeouts() => _timeouts.Run();

    /// <summary>A million customers, two events each.</summary>
    [Benchmark(OperationsPerInvoke = Customers)]
    public ulong SingleServer() => _singleServer.Run();

    /// <summary>A million requests, each with a deadline that is cancelled in nine cases of ten.</summary>
    [Benchmark(OperationsPerInvoke = Requests)]
    public ulong CancelledTimers() => _cancel.Run();
}
