using Sim.Game;
using static Sim.Schedulers.Tests.AllocatorLab;

namespace Sim.Schedulers.Tests;

public sealed class VacatingTests
{
    private static readonly ServerId s_one = new(1);
    private static readonly ServerId s_two = new(2);

    [Fact]
    public void UnclaimedChunks_MoveAtOnce_AndClaimedOnesDrain()
    {
        var allocator = Make([0, 16, 32]);
        var id = allocator.Allocate(Ask(4, 4) with { Tag = 3 }).Id;
        allocator.TryClaim(id, Pid(1), s_one, 1, out var claim);
        allocator.Vacate(s_one);
        Assert.Equal([(1, 1), (2, 3)], allocator.Pieces(id));
        Assert.False(allocator.IsVacant(s_one));
        Assert.Equal(4_00, allocator.ClaimedOn(s_one).Hundredths);
        var notices = Notices(allocator);
        Assert.Equal([(AllocationNoticeKind.Vacate, 1, 1), (AllocationNoticeKind.Lost, 1, 3), (AllocationNoticeKind.Added, 2, 3)], notices);
        allocator.Unclaim(claim);
        Assert.Equal([(2, 4)], allocator.Pieces(id));
        Assert.True(allocator.IsVacant(s_one));
        allocator.CheckForLeaks();
    }

    [Fact]
    public void NothingNew_IsPlacedOnAVacatedHost_UntilItIsReopened()
    {
        var allocator = Make([0, 16, 32]);
        allocator.Vacate(s_two);
        Assert.True(allocator.IsVacant(s_two));
        Assert.Equal(16_00, allocator.Free.Hundredths);
        Assert.Equal(AllocationRefusal.NotEnoughRam, allocator.Allocate(Ask(5, 4)).Refusal);
        Assert.Equal(32_00, allocator.Allocate(Ask(1, 33)).LargestChunk.Hundredths);
        allocator.Reopen(s_two, RamSize.FromGigabytes(64));
        Assert.False(allocator.IsVacated(s_two));
        Assert.Equal([(1, 4), (2, 1)], allocator.Pieces(allocator.Allocate(Ask(5, 4)).Id));
        allocator.CheckForLeaks();
    }

    [Fact]
    public void ChunksWithoutRoomElsewhere_AreLost_AndComeBackWithTheHost()
    {
        var allocator = Make([0, 16, 16]);
        var fixedSize = allocator.Allocate(Ask(4, 4)).Id;
        var growing = allocator.Allocate(Ask(4, 4) with { IsGrowable = true }).Id;
        allocator.Vacate(s_one);
        allocator.Vacate(s_two);
        Assert.Equal(0, allocator.ChunksOf(fixedSize) + allocator.ChunksOf(growing));
        Assert.Equal(0, allocator.Free.Hundredths);
        allocator.Reopen(s_one, RamSize.FromGigabytes(64));
        Assert.Equal(8, allocator.Serve());
        Assert.Equal(4, allocator.ChunksOf(growing));
        Assert.Equal(4, allocator.ChunksOf(fixedSize));
        allocator.CheckForLeaks();
    }

    [Fact]
    public void ChunksThatAreUsedAgainAndAgain_GetOthersInTheirPlace_WhileTheyDrain()
    {
        var allocator = Make([0, 16, 32]);
        var used = allocator.Allocate(Ask(4, 4)).Id;
        var once = allocator.Allocate(Ask(4, 2)).Id;
        Assert.Equal(ClaimRefusal.None, allocator.TryClaim(used, JobId.None, s_one, 4, out var first));
        Assert.Equal(ClaimRefusal.None, allocator.Unclaim(first));
        Assert.Equal(ClaimRefusal.None, allocator.TryClaim(used, JobId.None, s_one, 4, out var claim));
        Assert.Equal(ClaimRefusal.None, allocator.TryClaim(once, JobId.None, s_two, 4, out _));

        allocator.Vacate(s_one);
        Assert.Equal((8, 4, 4), (allocator.ChunksOf(used), allocator.ClaimedOf(used), allocator.LastingOf(used)));
        Assert.Equal(RamSize.FromGigabytes(8), allocator.Free);
        Assert.False(allocator.IsVacant(s_one));
        allocator.CheckForLeaks();

        // What drained goes back; its replacement stays, and nothing is owed.
        Assert.Equal(ClaimRefusal.None, allocator.Unclaim(claim));
        Assert.Equal((4, 0, 4), (allocator.ChunksOf(used), allocator.ClaimedOf(used), allocator.LastingOf(used)));
        Assert.True(allocator.IsVacant(s_one));
        Assert.True(allocator.TryFindUnclaimed(used, out var host, out var chunks));
        Assert.Equal((s_two, 4), (host, chunks));
        allocator.Reopen(s_one, RamSize.FromGigabytes(64));
        Assert.Equal(0, allocator.Serve());

        // Chunks that are used once only are left to drain.
        allocator.Vacate(s_two);
        Assert.Equal(4, allocator.ChunksOf(once));
        Assert.Equal(RamSize.FromGigabytes(8), allocator.AllocatedOn(s_two));
        allocator.CheckForLeaks();
    }

    [Fact]
    public void ChunksOnOneHost_MoveTogether_WhenTheLastClaimHasEnded()
    {
        var allocator = Make([0, 16, 32]);
        var id = allocator.Allocate(Ask(4, 4) with { IsContiguous = true }).Id;
        allocator.TryClaim(id, Pid(1), s_one, 2, out var claim);
        allocator.Vacate(s_one);
        Assert.Equal([(1, 4)], allocator.Pieces(id));
        allocator.Unclaim(claim);
        Assert.Equal([(2, 4)], allocator.Pieces(id));
        allocator.CheckForLeaks();
    }

    [Fact]
    public void Vacating_Twice_OrAnEmptyServer_DoesNothingMore()
    {
        var allocator = Make([0, 16]);
        var id = allocator.Allocate(Ask(1, 4)).Id;
        allocator.TryClaim(id, Pid(1), s_one, 1, out _);
        allocator.Vacate(s_one);
        allocator.Vacate(s_one);
        allocator.Vacate(new ServerId(0));
        Assert.Single(Notices(allocator));
        Assert.False(allocator.IsVacant(new ServerId(0)));
        allocator.CheckForLeaks();
    }

    private static List<(AllocationNoticeKind Kind, int Host, int Chunks)> Notices(RamAllocator allocator)
    {
        var notices = new List<(AllocationNoticeKind Kind, int Host, int Chunks)>();
        while (allocator.TryTakeNotice(out var notice)) notices.Add((notice.Kind, notice.Host.Index, notice.Chunks));
        return notices;
    }
}
