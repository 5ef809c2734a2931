using Sim.Engine;
using Sim.Game;
using static Sim.Schedulers.Tests.AllocatorLab;

namespace Sim.Schedulers.Tests;

public sealed class RamAllocatorTests
{
    [Fact]
    public void Chunks_GoToSmallHostsFirst_AndHomeLast()
    {
        var allocator = Make([8, 64, 16]);
        var answer = allocator.Allocate(Ask(20, 4));
        Assert.True(answer.IsGranted);
        Assert.Equal([(1, 16), (2, 4)], allocator.Pieces(answer.Id));
        Assert.Equal(8_00, allocator.Free.Hundredths);
        Assert.Equal([(0, 2)], allocator.Pieces(allocator.Allocate(Ask(2, 4)).Id));
        Assert.Equal(AllocationRefusal.NotEnoughRam, allocator.Allocate(Ask(1, 0.01)).Refusal);
        allocator.CheckForLeaks();
    }

    [Fact]
    public void CoreDependentWork_GoesHomeFirst_AndTheOtherSortLeavesItFree()
    {
        var allocator = Make([32, 16, 16], homeHelps: true);
        Assert.Equal([(1, 2)], allocator.Pieces(allocator.Allocate(Ask(2, 4)).Id));
        Assert.Equal([(0, 8), (1, 1)], allocator.Pieces(allocator.Allocate(Ask(9, 4) with { IsCoreDependent = true }).Id));
        Assert.Equal([(1, 1), (2, 4)], allocator.Pieces(allocator.Allocate(Ask(5, 4)).Id));
    }

    [Fact]
    public void ContiguousChunks_LieOnOneHost_OrAreRefused()
    {
        var allocator = Make([0, 16, 32]);
        Assert.Equal([(2, 5)], allocator.Pieces(allocator.Allocate(Ask(5, 4) with { IsContiguous = true }).Id));
        Assert.Equal(AllocationRefusal.NotEnoughRam, allocator.Allocate(Ask(5, 4) with { IsContiguous = true }).Refusal);
        Assert.Equal(AllocationRefusal.ChunkTooLarge, allocator.Allocate(Ask(9, 4) with { IsContiguous = true }).Refusal);
        var shrunk = allocator.Allocate(Ask(5, 4, least: 2) with { IsContiguous = true });
        Assert.Equal([(1, 4)], allocator.Pieces(shrunk.Id));
        Assert.Equal(4, shrunk.Chunks);
    }

    [Fact]
    public void ShrinkableRequest_TakesWhatThereIs()
    {
        var allocator = Make([0, 10, 10]);
        var answer = allocator.Allocate(Ask(10, 4, least: 3));
        Assert.Equal(4, answer.Chunks);
        Assert.Equal([(1, 2), (2, 2)], allocator.Pieces(answer.Id));
        allocator.End(answer.Id);
        Assert.Equal(AllocationRefusal.NotEnoughRam, allocator.Allocate(Ask(10, 4, least: 5)).Refusal);
        Assert.Equal(20_00, allocator.Free.Hundredths);
    }

    [Theory]
    [InlineData(AllocationPolicy.FirstFit, 1)]
    [InlineData(AllocationPolicy.BestFit, 2)]
    [InlineData(AllocationPolicy.WorstFit, 3)]
    public void Policy_ChoosesTheHost(AllocationPolicy policy, int expected)
    {
        var allocator = Make([0, 20, 32, 64], policy: policy);
        allocator.SeeUsed(new ServerId(2), RamSize.FromGigabytes(16));
        Assert.Equal([(expected, 1)], allocator.Pieces(allocator.Allocate(Ask(1, 16)).Id));
    }

    [Fact]
    public void ChunkLargerThanAnyHost_IsRefused_WithTheLargestThatFits()
    {
        var allocator = Make([8, 64, 16]);
        allocator.SeeUsed(new ServerId(1), RamSize.FromGigabytes(24));
        var request = Ask(1, 40.01);
        var answer = allocator.Allocate(in request);
        Assert.Equal(AllocationRefusal.ChunkTooLarge, answer.Refusal);
        Assert.Equal(40_00, answer.LargestChunk.Hundredths);
        Assert.Equal("a chunk of 40.01GB is larger than any host; the largest that fits has 40GB", answer.Explain(in request));
        Assert.Equal(AllocationRefusal.ChunkTooLarge, allocator.AllocateOrWait(in request).Refusal);
        Assert.Equal(0, allocator.Count);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(-1, 1, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(1, 4, 5)]
    [InlineData(1, 4, -1)]
    public void SenselessNumbers_AreRefused(double gigabytes, int chunks, int least)
    {
        var allocator = Make([8]);
        var request = Ask(chunks, gigabytes, least);
        var answer = allocator.Allocate(in request);
        Assert.Equal(AllocationRefusal.NotValid, answer.Refusal);
        Assert.Contains("needed", answer.Explain(in request), StringComparison.Ordinal);
    }

    [Fact]
    public void Claims_OfSeveralProcesses_AreKeptApart()
    {
        var allocator = Make([0, 16, 16]);
        var id = allocator.Allocate(Ask(8, 4)).Id;
        Assert.Equal(ClaimRefusal.None, allocator.TryClaim(id, Pid(1), new ServerId(1), 3, out _));
        Assert.Equal(ClaimRefusal.None, allocator.TryClaim(id, Pid(2), new ServerId(1), 1, out _));
        Assert.Equal(ClaimRefusal.None, allocator.TryClaim(id, Pid(2), new ServerId(2), 2, out _));
        Assert.Equal(ClaimRefusal.TooManyChunks, allocator.TryClaim(id, Pid(3), new ServerId(1), 1, out _));
        Assert.Equal(ClaimRefusal.NotOnThatHost, allocator.TryClaim(id, Pid(3), new ServerId(0), 1, out _));
        Assert.Equal(3, allocator.Died(Pid(2)));
        Assert.Equal(3, allocator.ClaimedBy(id, Pid(1), new ServerId(1)));
        Assert.Equal([(1, 3), (2, 2)], allocator.Pieces(id));
        allocator.CheckForLeaks();
    }

    [Fact]
    public void PartialRelease_ByProcessAndHost_GivesJustThatBack()
    {
        var allocator = Make([0, 16, 16]);
        var id = allocator.Allocate(Ask(8, 4)).Id;
        allocator.TryClaim(id, Pid(1), new ServerId(1), 2, out _);
        allocator.TryClaim(id, Pid(1), new ServerId(1), 2, out _);
        allocator.TryClaim(id, Pid(1), new ServerId(2), 4, out _);
        Assert.Equal(ClaimRefusal.None, allocator.Release(id, Pid(1), new ServerId(1), 3));
        Assert.Equal(1, allocator.ClaimedBy(id, Pid(1), new ServerId(1)));
        Assert.Equal(4, allocator.ClaimedBy(id, Pid(1), new ServerId(2)));
        Assert.Equal(5, allocator.ChunksOf(id));
        Assert.Equal(12_00, allocator.Free.Hundredths);
        allocator.CheckForLeaks();
    }

    [Fact]
    public void ReleasingTwice_IsRefused_AndChangesNothing()
    {
        var allocator = Make([0, 16]);
        var id = allocator.Allocate(Ask(4, 4)).Id;
        allocator.TryClaim(id, Pid(1), new ServerId(1), 2, out var claim);
        Assert.Equal(ClaimRefusal.None, allocator.Release(claim));
        Assert.Equal(ClaimRefusal.NotHeld, allocator.Release(claim));
        Assert.Equal(ClaimRefusal.NotHeld, allocator.Unclaim(claim));
        Assert.Equal(ClaimRefusal.NotHeld, allocator.Release(id, Pid(1), new ServerId(1), 1));
        Assert.Equal(ClaimRefusal.TooManyChunks, allocator.ReleaseUnclaimed(id, new ServerId(1), 3));
        Assert.Equal(ClaimRefusal.None, allocator.ReleaseUnclaimed(id, new ServerId(1), 2));
        Assert.Equal(ClaimRefusal.NotOnThatHost, allocator.ReleaseUnclaimed(id, new ServerId(1), 2));
        Assert.True(allocator.End(id));
        Assert.False(allocator.End(id));
        Assert.Equal(ClaimRefusal.NoSuchAllocation, allocator.ReleaseUnclaimed(id, new ServerId(1), 1));
        Assert.Equal(16_00, allocator.Free.Hundredths);
        allocator.CheckForLeaks();
    }

    [Fact]
    public void NumbersOfNothing_AreRefused()
    {
        var allocator = Make([0, 16]);
        Assert.False(allocator.IsAlive(AllocationId.None));
        Assert.False(allocator.IsHeld(ClaimId.None));
        Assert.False(allocator.End(AllocationId.None));
        Assert.Equal(ClaimRefusal.NotHeld, allocator.Release(ClaimId.None));
        Assert.Equal(ClaimRefusal.NoSuchAllocation, allocator.TryClaim(AllocationId.None, Pid(1), new ServerId(1), 1, out _));
        Assert.Equal(0, allocator.Died(JobId.None));
    }

    [Fact]
    public void ProcessThatHoldsNothing_CanReleaseNothing()
    {
        var allocator = Make([0, 16]);
        var id = allocator.Allocate(Ask(4, 4)).Id;
        allocator.TryClaim(id, Pid(1), new ServerId(1), 2, out _);
        Assert.Equal(ClaimRefusal.NotHeld, allocator.Release(id, Pid(2), new ServerId(1), 1));
        Assert.Equal(ClaimRefusal.TooManyChunks, allocator.Release(id, Pid(1), new ServerId(1), 3));
        Assert.Equal(0, allocator.Died(Pid(7)));
        Assert.Equal(2, allocator.ClaimedOf(id));
        Assert.Equal(0, allocator.Free.Hundredths);
        allocator.CheckForLeaks();
    }

    [Fact]
    public void EndedAllocation_KeepsClaimedChunks_UntilTheirProcessesEnd()
    {
        var allocator = Make([0, 16]);
        var id = allocator.Allocate(Ask(4, 4)).Id;
        allocator.TryClaim(id, Pid(1), new ServerId(1), 1, out var claim);
        Assert.True(allocator.End(id));
        Assert.False(allocator.IsAlive(id));
        Assert.Equal(12_00, allocator.Free.Hundredths);
        Assert.Equal(1, allocator.Count);
        Assert.Equal(ClaimRefusal.None, allocator.Unclaim(claim));
        Assert.Equal(16_00, allocator.Free.Hundredths);
        Assert.Equal(0, allocator.Count);
    }

    [Fact]
    public void CleanUp_ReleasesWhatDeadProcessesHeld_AndLeavesTheRest()
    {
        var allocator = Make([0, 16]);
        var id = allocator.Allocate(Ask(4, 4)).Id;
        allocator.TryClaim(id, Pid(1), new ServerId(1), 1, out _);
        allocator.TryClaim(id, new JobId(1, 1), new ServerId(1), 1, out _);
        allocator.TryClaim(id, JobId.None, new ServerId(1), 1, out var toCome);
        Assert.Equal(1, allocator.CleanUp(process => process != Pid(1)));
        Assert.Equal(3, allocator.ChunksOf(id));
        Assert.True(allocator.Bind(toCome, Pid(5)));
        Assert.Equal(2, allocator.CleanUp(_ => false));
        Assert.Equal(1, allocator.ChunksOf(id));
        Assert.False(allocator.Bind(toCome, Pid(6)));
        allocator.CheckForLeaks();
    }

    [Fact]
    public void GrowableAllocation_GetsOneChunk_ForEachThatIsReleased()
    {
        // The test that seed 004 describes: all but 8GB is taken in chunks of 8GB, and 32 more are asked for.
        var allocator = Make([0, 128, 128]);
        var other = allocator.Allocate(Ask(31, 8)).Id;
        var growing = allocator.Allocate(Ask(32, 8, least: 1) with { IsGrowable = true, Tag = 7 });
        Assert.Equal(1, growing.Chunks);
        for (var second = 1; second <= 31; second++)
        {
            Assert.Equal(0, allocator.Serve());
            Assert.Equal(1, allocator.ReleaseUnclaimed(other, 1));
            Assert.Equal(1, allocator.Serve());
            Assert.True(allocator.TryTakeNotice(out var notice));
            Assert.Equal((AllocationNoticeKind.Added, growing.Id, 7, 1), (notice.Kind, notice.Id, notice.Tag, notice.Chunks));
            Assert.Equal(1 + second, allocator.ChunksOf(growing.Id));
        }

        Assert.False(allocator.TryTakeNotice(out _));
        Assert.Equal(0, allocator.Free.Hundredths);
        allocator.CheckForLeaks();
    }

    [Fact]
    public void GrowableAllocation_GrowsNoFurtherThanWanted_AndRegrowsWhatDied()
    {
        var allocator = Make([0, 16, 16]);
        var id = allocator.Allocate(Ask(6, 4, least: 1) with { IsGrowable = true }).Id;
        allocator.TryClaim(id, Pid(1), new ServerId(1), 4, out _);
        Assert.Equal(0, allocator.Serve());
        allocator.Died(Pid(1));
        Assert.Equal(2, allocator.ChunksOf(id));
        Assert.Equal(4, allocator.Serve());
        Assert.Equal(6, allocator.ChunksOf(id));
        Assert.True(allocator.TryWant(id, 7));
        Assert.Equal(1, allocator.Serve());
        Assert.Equal(7, allocator.ChunksOf(id));
        allocator.CheckForLeaks();
    }

    [Fact]
    public void WaitingRequests_AreServedByPriority_ThenByAge_AndNobodyOvertakes()
    {
        var allocator = Make([0, 16]);
        var all = allocator.Allocate(Ask(4, 4)).Id;
        var low = allocator.AllocateOrWait(Ask(1, 4) with { Tag = 1 });
        var large = allocator.AllocateOrWait(Ask(3, 4) with { Tag = 2, Priority = 5 });
        var late = allocator.AllocateOrWait(Ask(1, 4) with { Tag = 3, Priority = 5 });
        Assert.Equal((true, 0), (large.IsGranted, large.Chunks));
        Assert.Equal(3, allocator.Waiting);
        allocator.ReleaseUnclaimed(all, 2);
        Assert.Equal(0, allocator.Serve());
        Assert.Equal(AllocationRefusal.OthersWait, allocator.Allocate(Ask(1, 4)).Refusal);
        Assert.True(allocator.Allocate(Ask(1, 4) with { Priority = 9 }).IsGranted);
        allocator.ReleaseUnclaimed(all, 2);
        Assert.Equal(3, allocator.Serve());
        Assert.True(allocator.TryTakeNotice(out var first));
        Assert.Equal((2, 3), (first.Tag, first.Chunks));
        allocator.End(large.Id);
        Assert.Equal(2, allocator.Serve());
        allocator.TryTakeNotice(out var second);
        allocator.TryTakeNotice(out var third);
        Assert.Equal((3, 1), (second.Tag, third.Tag));
        Assert.Equal((1, 1), (allocator.ChunksOf(low.Id), allocator.ChunksOf(late.Id)));
        Assert.Equal(0, allocator.Waiting);
        allocator.CheckForLeaks();
    }

    [Fact]
    public void WaitingRequest_CanBeGivenUp()
    {
        var allocator = Make([0, 16]);
        var all = allocator.Allocate(Ask(4, 4)).Id;
        var waiting = allocator.AllocateOrWait(Ask(4, 4));
        Assert.True(allocator.End(waiting.Id));
        Assert.Equal(0, allocator.Waiting);
        allocator.End(all);
        Assert.Equal(0, allocator.Serve());
        Assert.Equal(0, allocator.Count);
    }

    [Fact]
    public void RamThatOthersUse_IsReserved_AndGivenBack()
    {
        var allocator = Make([0, 16]);
        allocator.Allocate(Ask(2, 4));
        allocator.SeeUsed(new ServerId(1), RamSize.FromGigabytes(12));
        Assert.Equal(4_00, allocator.Free.Hundredths);
        Assert.Equal(12_00, allocator.Usable.Hundredths);
        Assert.Equal(AllocationRefusal.NotEnoughRam, allocator.Allocate(Ask(2, 4)).Refusal);
        allocator.SeeUsed(new ServerId(1), RamSize.FromGigabytes(3));
        Assert.Equal(8_00, allocator.Free.Hundredths);
        allocator.CheckForLeaks();
    }

    [Fact]
    public void FixedPoint_IsExact_WhereDoublesAreNot()
    {
        var allocator = Make([0, 1]);
        var ids = Enumerable.Range(0, 10).Select(_ => allocator.Allocate(Ask(1, 0.1)).Id).ToList();
        Assert.Equal(0, allocator.Free.Hundredths);
        foreach (var id in ids) allocator.End(id);
        Assert.Equal(1_00, allocator.Free.Hundredths);
    }

    [Fact]
    public void HostThatGrows_HasMoreRoom_AndOneThatIsNewToo()
    {
        var allocator = Make([0, 16, 0]);
        allocator.Allocate(Ask(4, 4));
        allocator.Resize(new ServerId(1), RamSize.FromGigabytes(32));
        allocator.Resize(new ServerId(2), RamSize.FromGigabytes(8));
        Assert.Equal([(1, 4), (2, 2)], allocator.Pieces(allocator.Allocate(Ask(6, 4)).Id));
        Assert.Throws<InvariantException>(() => allocator.Resize(new ServerId(1), RamSize.FromGigabytes(16)));
    }
}
