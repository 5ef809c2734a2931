using System.Collections.Immutable;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Adds a snapshot up anew and compares: used RAM is within every host, claims are within the chunks they are on, and every total is
/// the sum of its parts. It trusts no number of the allocator's that it can work out itself.
/// </summary>
public static class LeakCheck
{
    /// <summary>What is wrong, in words; empty if nothing is.</summary>
    public static ImmutableArray<string> Find(AllocatorSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var problems = ImmutableArray.CreateBuilder<string>();
        var allocated = new SortedDictionary<int, long>();
        var claimed = new SortedDictionary<int, long>();
        var claims = 0;
        foreach (var allocation in snapshot.Allocations)
        {
            Add(allocation, allocated, claimed, problems);
            claims += allocation.Claims.Length;
        }

        var (total, free) = (0L, 0L);
        foreach (var host in snapshot.Hosts)
        {
            var here = allocated.GetValueOrDefault(host.Host.Index);
            Expect(problems, host.Allocated.Hundredths == here, $"host {host.Host} counts {host.Allocated} as allocated, its chunks have {new RamSize(here)}");
            Expect(problems, host.Claimed.Hundredths == claimed.GetValueOrDefault(host.Host.Index), $"host {host.Host} counts {host.Claimed} as claimed, its claims have {new RamSize(claimed.GetValueOrDefault(host.Host.Index))}");
            Expect(problems, host.Reserved >= RamSize.Zero, $"host {host.Host} has {host.Reserved} reserved");
            Expect(problems, host.Allocated + host.Reserved <= host.Size, $"host {host.Host} has {host.Allocated} allocated and {host.Reserved} reserved of {host.Size}");
            var left = host.IsVacated ? RamSize.Zero : host.Size - host.Reserved - host.Allocated;
            Expect(problems, host.Free == left, $"host {host.Host} is searched as if {host.Free} were free, it is {left}");
            total += here;
            free += left.Hundredths;
            allocated.Remove(host.Host.Index);
        }

        foreach (var (host, ram) in allocated) problems.Add($"{new RamSize(ram)} is allocated on server {host}, which is no host");
        Expect(problems, snapshot.Allocated.Hundredths == total, $"{snapshot.Allocated} is counted as allocated, the hosts have {new RamSize(total)}");
        Expect(problems, snapshot.Free.Hundredths == free, $"{snapshot.Free} is counted as free, the hosts have {new RamSize(free)}");
        Expect(problems, snapshot.Claims == claims, $"{snapshot.Claims} claims are counted, there are {claims}");
        return problems.ToImmutable();
    }

    private static void Add(
        AllocationSnapshot allocation, SortedDictionary<int, long> allocated, SortedDictionary<int, long> claimed, ImmutableArray<string>.Builder problems)
    {
        var (chunks, inUse) = (0, 0);
        var seen = new HashSet<int>();
        foreach (var piece in allocation.Pieces)
        {
            Expect(problems, seen.Add(piece.Host.Index), $"allocation {allocation.Id.Slot} has two pieces on host {piece.Host}");
            Expect(problems, piece.Chunks > 0, $"allocation {allocation.Id.Slot} keeps an empty piece on host {piece.Host}");
            var here = 0;
            foreach (var claim in allocation.Claims)
            {
                if (claim.Host == piece.Host) here += claim.Chunks;
            }

            Expect(problems, here == piece.Claimed, $"allocation {allocation.Id.Slot} counts {piece.Claimed} chunks as claimed on host {piece.Host}, its claims have {here}");
            Expect(problems, here <= piece.Chunks, $"allocation {allocation.Id.Slot} has {here} chunks claimed of {piece.Chunks} on host {piece.Host}");
            chunks += piece.Chunks;
            inUse += here;
            allocated[piece.Host.Index] = allocated.GetValueOrDefault(piece.Host.Index) + (allocation.ChunkSize.Hundredths * piece.Chunks);
            claimed[piece.Host.Index] = claimed.GetValueOrDefault(piece.Host.Index) + (allocation.ChunkSize.Hundredths * here);
        }

        Expect(problems, allocation.Chunks == chunks, $"allocation {allocation.Id.Slot} counts {allocation.Chunks} chunks, its pieces have {chunks}");
        Expect(problems, allocation.Claimed == inUse, $"allocation {allocation.Id.Slot} counts {allocation.Claimed} chunks as claimed, its claims have {inUse}");
        foreach (var claim in allocation.Claims) Expect(problems, claim.Chunks > 0 && seen.Contains(claim.Host.Index), $"allocation {allocation.Id.Slot} has a claim on host {claim.Host}, where it has no chunks");
    }

    private static void Expect(ImmutableArray<string>.Builder problems, bool holds, string otherwise)
    {
        if (!holds) problems.Add(otherwise);
    }
}
