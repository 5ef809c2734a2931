using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace Sim.Engine.Tests;

public sealed class EventQueueTests
{
    private const string FingerprintVariable = "SIM_QUEUE_FINGERPRINT_FILE";

    [Fact]
    public void Pop_OfEqualTimes_FollowsCreation()
    {
        var queue = new EventQueue();
        for (var i = 0; i < 100; i++) queue.Push(5, i, (ulong)i);
        for (var i = 0; i < 100; i++) Assert.Equal((5, (ulong)i), Pop(queue));
    }

    [Fact]
    public void TryPop_OfAnEmptyQueue_SaysSo()
    {
        var queue = new EventQueue();
        Assert.False(queue.TryPop(long.MaxValue, out _, out _, out _));
        queue.Push(long.MaxValue, 0, 1);
        Assert.False(queue.TryPop(long.MaxValue - 1, out _, out _, out _));
        Assert.True(queue.TryPop(long.MaxValue, out _, out _, out _));
        Assert.False(queue.TryPop(long.MaxValue, out _, out _, out _));
    }

    [Fact]
    public void Queue_EqualsAStableSort_ForAnyInterleavingOfPushesAndPops() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte Due, bool Pop)[]>(), steps => EqualsAStableSort(steps.Select(step => ((long)step.Due, step.Pop))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Queue_EqualsAStableSort_ForTimesOfAnySize() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(long Due, byte Shift, bool Pop)[]>(),
            steps => EqualsAStableSort(steps.Select(step => (unchecked(step.Due * 0x5851F42D4C957F2D) >> (step.Shift % 64), step.Pop))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(400));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SteadyState_AllocatesNothing(bool constantDelays)
    {
        var queue = new EventQueue();
        var random = new RandomStream(1);
        for (var i = 0; i < 10_000; i++) queue.Push(random.NextInt64(0, 20_000_000), i, (ulong)i);
        Hold(2_000_000, 10_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Hold(1_000_000, 2_010_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        // Nor does a second life after being cleared.
        before = GC.GetAllocatedBytesForCurrentThread();
        queue.Clear();
        for (var i = 0; i < 10_000; i++) queue.Push(random.NextInt64(0, 20_000_000), i, (ulong)i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Hold(int operations, long sequence)
        {
            for (var i = 0; i < operations; i++)
            {
                queue.TryPop(long.MaxValue, out var due, out _, out var payload);
                var delay = constantDelays ? (payload % 4) switch { 0 => 5_000_000, 1 => 16_000_000, _ => 20_000_000 } : random.NextInt64(0, 20_000_000);
                queue.Push(due + delay, sequence + i, payload);
            }
        }
    }

    /// <summary>The same events leave in the same order whatever the processor can do; the child process does the same work with fewer instructions.</summary>
    [Theory]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    [InlineData("DOTNET_EnableAVX2")]
    public async Task Order_IsTheSame_WithoutHardwareIntrinsics(string switchedOff)
    {
        var file = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("dotnet", ["test", typeof(EventQueueTests).Assembly.Location, "--filter", nameof(Fingerprint_IsWrittenForAnotherProcess)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment[switchedOff] = "0";
            start.Environment[FingerprintVariable] = file;
            using var child = Process.Start(start)!;
            var output = await child.StandardOutput.ReadToEndAsync();
            await child.WaitForExitAsync();
            Assert.True(child.ExitCode == 0, output);
            Assert.Equal(Fingerprint().ToString("x16", null), await File.ReadAllTextAsync(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Fingerprint_IsWrittenForAnotherProcess()
    {
        if (Environment.GetEnvironmentVariable(FingerprintVariable) is { Length: > 0 } file) File.WriteAllText(file, Fingerprint().ToString("x16", null));
    }

    private static (long Due, ulong Payload) Pop(EventQueue queue)
    {
        Assert.True(queue.TryPop(long.MaxValue, out var due, out _, out var payload));
        return (due, payload);
    }

    private static bool EqualsAStableSort(IEnumerable<(long Due, bool Pop)> steps)
    {
        var queue = new EventQueue();
        var model = new List<(long Due, ulong Sequence)>();
        var sequence = 0L;
        foreach (var (due, pop) in steps)
        {
            if (pop && model.Count > 0)
            {
                var expected = model.Min();
                model.Remove(expected);
                if (Pop(queue) != expected) return false;
            }
            else
            {
                model.Add((due, (ulong)sequence));
                queue.Push(due, sequence, (ulong)sequence);
                sequence++;
            }

            if (queue.Count != model.Count) return false;
        }

        return model.Order().All(expected => Pop(queue) == expected) && queue.Count == 0;
    }

    private static ulong Fingerprint()
    {
        var queue = new EventQueue();
        var random = new RandomStream(12);
        var sequence = 0L;
        for (; sequence < 30_000; sequence++) queue.Push(random.NextInt64(0, 1_000_000), sequence, (ulong)sequence);
        var hash = 0UL;
        for (var i = 0; i < 300_000; i++)
        {
            var (due, payload) = Pop(queue);
            hash = unchecked((hash ^ payload ^ (ulong)due) * 0x9E3779B97F4A7C15UL);
            var delay = random.NextInt64(0, 1L << random.NextInt(0, 24));
            queue.Push(due + delay, sequence++, payload);
        }

        return hash;
    }
}
