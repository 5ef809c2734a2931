using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Sim.Testing;

namespace Sim.Engine.Tests;

public sealed class StateCopyTests
{
    [Fact]
    public void ACopy_HasEverything_AndSharesNothingThatChanges()
    {
        var original = new House();
        original.Rooms.AddRange([new Room("hall", original), new Room("kitchen", original)]);
        original.ByName["hall"] = original.Rooms[0];
        original.Seats = [new Seat { Number = 1, Taken = [true] }, new Seat { Number = 2, Taken = null }];
        original.Reserve = new Seat { Number = 3, Taken = [false, true] };
        original.Anything = new Seat { Number = 4, Taken = [true, true] };
        var copy = StateCopy.Of(original);

        Assert.Empty(StateGraph.Changeable(original).Intersect(StateGraph.Changeable(copy), ReferenceEqualityComparer.Instance));
        Assert.Equal(["hall", "kitchen"], copy.Rooms.Select(room => room.Name));
        Assert.All(copy.Rooms, room => Assert.Same(copy, room.House));
        Assert.Same(copy.Rooms[0], copy.ByName["hall"]);
        Assert.Same(copy.Rooms[0], copy.First);
        Assert.Equal([1, 2], copy.Seats.Select(seat => seat.Number));
        Assert.Equal([true], copy.Seats[0].Taken!);
        Assert.Equal([false, true], copy.Reserve!.Value.Taken!);
        Assert.Equal([true, true], ((Seat)copy.Anything!).Taken!);
        Assert.Equal(original.Grid.Cast<int>(), copy.Grid.Cast<int>());
        Assert.Equal(7, copy.Secret);
        Assert.Contains("blue", copy.Colours);
        Assert.Equal(2, copy.Rotation(1));
        copy.Seats[0].Taken![0] = false;
        copy.Colours.Remove("blue");
        Assert.True(original.Seats[0].Taken![0]);
        Assert.Contains("blue", original.Colours);
    }

    [Fact]
    public void WhatNeverChanges_IsShared()
    {
        var label = new Label("x");
        var original = new Holder<(Label, string, ImmutableArray<Label>, Type)>((label, "text", [label], typeof(int)));
        var copy = StateCopy.Of(original);
        Assert.NotSame(original, copy);
        Assert.Same(label, copy.Value.Item1);
        Assert.Same(original.Value.Item2, copy.Value.Item2);
        Assert.True(original.Value.Item3 == copy.Value.Item3);
        Assert.Same(label, StateCopy.Of(label));
    }

    [Fact]
    public void AnImmutableArrayOfThingsThatChange_IsCopied()
    {
        var original = new Holder<ImmutableArray<Holder<int>>>([new Holder<int>(5)]);
        var copy = StateCopy.Of(original);
        copy.Value[0].Value = 6;
        Assert.Equal(5, original.Value[0].Value);
    }

    [Fact]
    public void AChainOfAnyLength_IsCopied()
    {
        var original = new Link { Number = 0 };
        var last = original;
        for (var i = 1; i < 300_000; i++) last = last.Next = new Link { Number = i };
        last.Next = original;
        var copy = StateCopy.Of(original);
        var at = copy;
        for (var i = 0; i < 300_000; i++)
        {
            Assert.Equal(i, at.Number);
            at = at.Next!;
        }

        Assert.Same(copy, at);
        Assert.NotSame(original, copy);
    }

    [Fact]
    public void AFunction_BelongsToTheCopyOfWhatItCaptured()
    {
        var count = 0;
        var original = new Holder<Func<int>>(() => ++count);
        var copy = StateCopy.Of(original);
        Assert.Equal([1, 2], [copy.Value(), copy.Value()]);
        Assert.Equal(0, count);
        Assert.Equal(1, original.Value());

        var link = new Link { Number = 3 };
        var ofLink = new Holder<(Link, Func<string?>)>((link, link.ToString));
        var copied = StateCopy.Of(ofLink).Value;
        Assert.Same(copied.Item1, copied.Item2.Target);
    }

    [Fact]
    public void WhatCannotBeCopied_IsRefused_WithTheWayThere()
    {
        var captured = 0;
        using var stream = new MemoryStream();
        Func<int> twice = () => captured++;
        twice += () => captured++;
        Refused(new Holder<Func<int>>(twice), "Holder`1.Value is a System.Func`1[System.Int32], several functions in one");
        Refused(new Holder<Func<long>>(() => stream.Length), "Holder`1.Value.Target", "which has to be disposed of");
        Refused(new Holder<object>(stream), "Holder`1.Value is a System.IO.MemoryStream, which has to be disposed of");
        Refused(new Holder<object>(Thread.CurrentThread), "Holder`1.Value is a System.Threading.Thread, ");
        Refused(new Holder<Link[]>([new Link(), new Link { Other = stream }]), "Holder`1.Value[1].Other is a System.IO.MemoryStream");
        Refused(new Holder<Around[]>([new Around { Inner = new Seat { Owner = stream } }]), "Holder`1.Value[0].Inner.Owner is a System.IO.MemoryStream");
        Refused(new Holder<object>(new Holder<object>(new Finalized())), "Holder`1.Value.Value is a ", "Finalized, which has a finalizer");
        Refused(new Holder<object>(new WeakReference(this)), "System.WeakReference");
        Refused(new Holder<object>(new Lazy<int>(() => 1)), "an inner working of the runtime");
        Refused(new Holder<object>(Enumerable.Range(0, 3).Where(i => i > captured)), "System.Linq");
        Refused(new Holder<object>(new SortedList<int, int>()), "an inner working of the runtime");
        Refused(new Holder<object>(new object[2, 2]), "several dimensions");
        Refused(new Holder<object>(new Inline()), "Inline, whose inline array _rows holds references");
        Refused(new Holder<object>(new Pointing()), "whose field At is a pointer");
    }

    [Fact]
    public void ATableWhoseKeysWouldBeCopied_IsRefused()
    {
        Refused(new Holder<object>(new Dictionary<object, int>()), "a table whose keys would be copied");
        Refused(new Holder<object>(new HashSet<Link>()), "a table whose keys would be copied");
        Refused(new Holder<object>(new HashSet<(int, Link)>()), "a table whose keys would be copied");

        // These keep their hashes.
        var label = new Label("key");
        var byLabel = StateCopy.Of(new Dictionary<Label, Link> { [label] = new Link { Number = 3 } });
        Assert.Equal(3, byLabel[label].Number);
        var byText = StateCopy.Of(new Dictionary<(string, int), int>(1) { [("a", 1)] = 2 });
        Assert.Equal(2, byText[("a", 1)]);
        var ignoring = StateCopy.Of(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["A"] = 2 });
        Assert.Equal(2, ignoring["a"]);
    }

    /// <summary>Both event loops go on by themselves and fire the same, whatever the queue held at the moment of the copy.</summary>
    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 1_000)]
    [InlineData(3, 30_000)]
    public void TheCopyOfAnEventLoop_GoesOnAsTheOriginal(ulong seed, int pending)
    {
        var original = new Timers(seed, pending);
        original.Fire(50_000);
        var copy = StateCopy.Of(original);
        Assert.Empty(StateGraph.Changeable(original).Intersect(StateGraph.Changeable(copy), ReferenceEqualityComparer.Instance));
        var expected = StateCopy.Of(original);
        expected.Fire(100_000);
        original.Fire(60_000);
        copy.Fire(100_000);
        original.Fire(40_000);
        Assert.Equal(expected.Hash, copy.Hash);
        Assert.Equal(expected.Hash, original.Hash);
        Assert.Equal(expected.Loop.Pending, original.Loop.Pending);
        Assert.NotEqual(new Timers(seed, pending).Hash, original.Hash);
    }

    private static void Refused(object original, params string[] told)
    {
        var refusal = Assert.Throws<InvariantException>(() => StateCopy.Of(original));
        foreach (var part in told) Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
    }

    private class Building
    {
        private readonly int _secret = 7;

        public int Secret => _secret;
    }

    private sealed class House : Building
    {
        public readonly List<Room> Rooms = [];
        public readonly HashSet<string> Colours = ["red", "blue"];
        public readonly int[,] Grid = { { 1, 2 }, { 3, 4 } };

        public Dictionary<string, Room> ByName { get; } = [];

        public Room First => Rooms[0];

        public Seat[] Seats { get; set; } = [];

        public Seat? Reserve { get; set; }

        public object? Anything { get; set; }

        public Func<int, int> Rotation { get; } = number => number + 1;
    }

    private sealed class Room(string name, House house)
    {
        public string Name => name;

        public House House => house;
    }

    private struct Seat
    {
        public int Number;
        public bool[]? Taken;
        public object? Owner;
    }

    private struct Around
    {
        public Seat Inner;
    }

    private sealed class Link
    {
        public int Number { get; init; }

        public object? Other { get; init; }

        public Link? Next { get; set; }
    }

    private sealed class Holder<T>(T value)
    {
        public T Value { get; set; } = value;
    }

    [SharedState]
    private sealed record Label(string Text);

#pragma warning disable CA1821 // The empty finalizer is what the test is about.
    private sealed class Finalized
    {
        ~Finalized()
        {
        }
    }
#pragma warning restore CA1821

    private sealed class Inline
    {
        private Rows _rows;

        public Inline() => _rows[0] = [1];

        public int Count => _rows[0]!.Length;
    }

    [InlineArray(4)]
    private struct Rows
    {
        private int[]? _row;
    }

    private sealed unsafe class Pointing
    {
        public int* At { get; } = null;
    }

    /// <summary>Timers with a few delays, so that lanes and ladder are both in use; some are cancelled.</summary>
    private sealed class Timers
    {
        private readonly RandomStream _luck;
        private ulong _hash = 17;

        public Timers(ulong seed, int pending)
        {
            _luck = new RandomStream(seed);
            for (var i = 0; i < pending; i++) Set(i);
        }

        public EventLoop Loop { get; } = new();

        public ulong Hash => _hash;

        public void Fire(int events)
        {
            var handler = new Handler(this);
            for (var i = 0; i < events; i++) Loop.Step(ref handler);
        }

        private void Set(int subject)
        {
            var delay = (subject % 5) switch
            {
                0 => 20_000L,
                1 => 5_000,
                2 => 16_000,
                3 => _luck.NextInt64(0, 1_000),
                _ => _luck.NextInt64(0, 10_000_000),
            };
            var timer = Loop.Schedule(Loop.Now + new SimDuration(delay), new SimEvent(1, subject));
            if (_luck.NextInt(0, 9) != 0) return;
            Loop.Cancel(timer);
            Loop.PostMicrotask(new SimEvent(2, subject));
        }

        private void Handle(SimEvent fired)
        {
            _hash = unchecked((_hash * 1_000_003) ^ (ulong)Loop.Now.Micros ^ (ulong)fired.Subject);
            Set(fired.Subject);
        }

        private readonly struct Handler(Timers timers) : IEventHandler
        {
            public void Handle(SimEvent fired) => timers.Handle(fired);
        }
    }
}
