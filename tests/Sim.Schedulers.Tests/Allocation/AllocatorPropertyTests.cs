using FsCheck;
using FsCheck.Fluent;
using Sim.Engine;

namespace Sim.Schedulers.Tests;

/// <summary>No leak and no overlap, whatever is asked: the allocator against an account that a test keeps.</summary>
public sealed class AllocatorPropertyTests
{
    [Fact]
    public void AnySequenceOfOperations_LeavesTheBooksRight() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(byte World, (byte What, byte Which, ushort HowMuch)[] Steps)>(),
            script =>
            {
                var play = new AllocatorScript(script.World);
                foreach (var (what, which, howMuch) in script.Steps)
                {
                    play.Do(what, which, howMuch);
                    play.Compare();
                }

                play.Finish();
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(200));

    [Fact]
    public void MillionOperations_LeakNothing()
    {
        var luck = new RandomStreams(7).Stream("allocator-test");
        var did = new int[14];
        for (var world = 0; world < 10; world++)
        {
            var play = new AllocatorScript(world);
            for (var step = 1; step <= 100_000; step++)
            {
                play.Do((byte)luck.NextInt(0, 255), (byte)luck.NextInt(0, 255), (ushort)luck.NextInt(0, 65_535));
                if (step % 200 == 0) play.Compare();
            }

            play.Compare();
            play.Finish();
            for (var kind = 0; kind < did.Length; kind++) did[kind] += play.Did[kind];
        }

        // Operations that never do anything would prove nothing.
        Assert.All(did, times => Assert.True(times > 1_000, string.Join(", ", did)));
    }
}
