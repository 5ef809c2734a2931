using BenchmarkDotNet.Attributes;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Benchmarks;

/// <summary>
/// Operations of the RAM allocator as a fleet uses it: sixty allocations on a hundred hosts, most of their chunks claimed. The results
/// are counts of what was done, so that a run that does nothing is seen.
/// </summary>
[MemoryDiagnoser]
public class AllocatorBenchmarks
{
    private const int Hosts = 100;
    private const int Allocations = 60;
    private const int Operations = 10_000;

    private readonly AllocationId[] _ids = new AllocationId[Allocations];
    private RamAllocator _allocator = null!;
    private RamAllocator _free = null!;

    [Params(AllocationPolicy.FirstFit, AllocationPolicy.BestFit, AllocationPolicy.WorstFit)]
    public AllocationPolicy Policy { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _allocator = Make();
        _free = Make();
        for (var i = 0; i < Allocations; i++)
        {
            _ids[i] = _allocator.Allocate(new AllocationRequest { ChunkSize = new RamSize(695 + (i * 13)), Chunks = 10 + (i / 2) }).Id;
            for (var claims = 0; claims < 5 + (i / 4) && _allocator.TryFindUnclaimed(_ids[i], out var host, out _); claims++)
            {
                _allocator.TryClaim(_ids[i], new JobId((i * 100) + claims, 0), host, 1, out _);
            }
        }
    }

    /// <summary>What every batch of a harvest does: claim a chunk, hand the claim to the worker, give it back.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public int ClaimBindUnclaim()
    {
        var done = 0;
        for (var i = 0; i < Operations; i++)
        {
            var id = _ids[i % Allocations];
            if (!_allocator.TryFindUnclaimed(id, out var host, out _)) continue;
            _allocator.TryClaim(id, JobId.None, host, 1, out var claim);
            _allocator.Bind(claim, new JobId(10_000 + (i & 1023), 0));
            if (_allocator.Unclaim(claim) == ClaimRefusal.None) done++;
        }

        return done;
    }

    /// <summary>Allocate a chunk somewhere and end it.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public int AllocateAndEnd()
    {
        var done = 0;
        for (var i = 0; i < Operations; i++)
        {
            var answer = _free.Allocate(new AllocationRequest { ChunkSize = new RamSize(695 + (i & 63)), Chunks = 1 });
            if (_free.End(answer.Id)) done++;
        }

        return done;
    }

    /// <summary>Allocate chunks over many hosts, claim them, have the process die, and end what is left.</summary>
    [Benchmark(OperationsPerInvoke = Operations / 100)]
    public int AllocateClaimDieEnd()
    {
        var done = 0;
        for (var i = 0; i < Operations / 100; i++)
        {
            var id = _free.Allocate(new AllocationRequest { ChunkSize = new RamSize(1600), Chunks = 100 }).Id;
            var process = new JobId(i, 0);
            while (_free.TryFindUnclaimed(id, out var host, out var chunks)) _free.TryClaim(id, process, host, chunks, out _);
            done += _free.Died(process);
            _free.End(id);
        }

        return done;
    }

    private RamAllocator Make()
    {
        var allocator = new RamAllocator(Hosts, null, homeHelps: false, Policy);
        for (var i = 0; i < Hosts; i++) allocator.Resize(new ServerId(i), RamSize.FromGigabytes(16L << (i % 7)));
        return allocator;
    }
}
