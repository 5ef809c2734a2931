using FsCheck;
using FsCheck.Fluent;
using Sim.Engine;
using Sim.Testing;

namespace Sim.Game.Tests;

/// <summary>What holds in every run, over random sequences of launches, kills, time, levels and security.</summary>
public sealed class GameRunPropertyTests
{
    [Fact]
    public void AnySequenceOfOperations_KeepsEveryInvariant_AndGivesTheSameRunAgain() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(ushort World, (byte What, byte Which, ushort HowMuch)[] Moves)>(),
            script =>
            {
                var first = Play(script.World, script.Moves);
                var again = Play(script.World, script.Moves);
                return first.Journal.Entries.Select(entry => entry.Fingerprint).SequenceEqual(again.Journal.Entries.Select(entry => entry.Fingerprint));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(150));

    [Fact]
    public void TheScripts_ReachEveryKindOfObservation()
    {
        // A property over runs in which nothing happens would prove nothing.
        var seen = new HashSet<(JournalEvent, LaunchRefusal)>();
        var luck = new RandomStream(1);
        for (var i = 0; i < 50; i++)
        {
            var moves = Enumerable.Range(0, 200).Select(_ => ((byte)luck.NextInt(0, 255), (byte)luck.NextInt(0, 255), (ushort)luck.NextInt(0, 65535))).ToArray();
            foreach (var entry in Play((ushort)luck.NextInt(0, 65535), moves).Journal.Entries) seen.Add((entry.Event, entry.Reason));
        }

        foreach (var kind in Enum.GetValues<JournalEvent>()) Assert.Contains(seen, entry => entry.Item1 == kind);
        foreach (var reason in Enum.GetValues<LaunchRefusal>()) Assert.Contains(seen, entry => entry.Item2 == reason);
    }

    private static Lab Play(ushort world, (byte What, byte Which, ushort HowMuch)[] moves) =>
        GameScript.Play(world, moves.Select(move => new GameScript.Move(move.What, move.Which, move.HowMuch)));
}
