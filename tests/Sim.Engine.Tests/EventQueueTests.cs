using FsCheck;
using FsCheck.Fluent;

namespace Sim.Engine.Tests;

public sealed class EventQueueTests
{
    [Fact]
    public void Pop_OfEqualTimes_FollowsCreation()
    {
        var queue = new EventQueue();
        for (var i = 0; i < 100; i++) queue.Push(5, i, (ulong)i);
        for (var i = 0; i < 100; i++) Assert.Equal((ulong)i, queue.Pop().Payload);
    }

    [Fact]
    public void Queue_EqualsAStableSort_ForAnyInterleavingOfPushesAndPops() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(byte Due, bool Pop)[]>(),
            steps =>
            {
                var queue = new EventQueue();
                var model = new List<(long Due, long Sequence)>();
                var sequence = 0L;
                foreach (var (due, pop) in steps)
                {
                    if (pop && model.Count > 0)
                    {
                        var expected = model.OrderBy(entry => entry.Due).ThenBy(entry => entry.Sequence).First();
                        model.Remove(expected);
                        var got = queue.Pop();
                        if (got.DueMicros != expected.Due || got.Sequence != expected.Sequence) return false;
                    }
                    else
                    {
                        model.Add((due, sequence));
                        queue.Push(due, sequence++, 0);
                    }
                }

                foreach (var expected in model.OrderBy(entry => entry.Due).ThenBy(entry => entry.Sequence))
                {
                    var got = queue.Pop();
                    if (got.DueMicros != expected.Due || got.Sequence != expected.Sequence) return false;
                }

                return queue.Count == 0;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
