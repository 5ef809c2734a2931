namespace Sim.Engine.Tests;

/// <summary>
/// The queue against the plain one, event by event, over every mix that a model or a hidden browser tab could bring about. The
/// operations come in phases of random length and character, so that each structure is left in the middle of something by the
/// next one.
/// </summary>
public sealed class EventQueueReferenceTests
{
    private const int GridMicros = 4_000;

    public static TheoryData<int, int> Runs => new()
    {
        { 1, 1 }, { 2, 3 }, { 3, 30 }, { 4, 300 }, { 5, 3_000 }, { 6, 30_000 }, { 7, 3_000 }, { 8, 300 }, { 9, 100_000 },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void AnyMixOfDelays_KeepsTheOrderOfTheReference(int seed, int pending)
    {
        var random = new RandomStream((ulong)seed);
        var both = new BothQueues();
        for (var phase = 0; phase < 40; phase++)
        {
            var mix = random.NextInt(0, Mixes.Length - 1);
            var want = random.NextInt(0, 3) switch { 0 => 0, 1 => pending / 2, _ => pending };
            var operations = random.NextInt(1, 2 * Math.Max(pending, 5_000));
            for (var i = 0; i < operations; i++)
            {
                // Above the wanted number a pop is likelier than a push, below it the other way round.
                var isPush = both.Count == 0 || random.NextInt(0, 9) < (both.Count < want ? 7 : both.Count == want ? 5 : 3);
                if (isPush) both.Push(Mixes[mix](random, both.LastDue));
                else both.Pop();
            }
        }

        both.Drain();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public void OneMixHeldAtOneSize_KeepsTheOrderOfTheReference(int mix)
    {
        foreach (var pending in new[] { 1, 10, 200, 5_000 })
        {
            var random = new RandomStream(7);
            var both = new BothQueues();
            for (var i = 0; i < pending; i++) both.Push(Mixes[mix](random, both.LastDue));
            for (var i = 0; i < 60_000; i++)
            {
                both.Pop();
                both.Push(Mixes[mix](random, both.LastDue));
            }

            both.Drain();
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(5)]
    public void AMillionPending_KeepTheOrderOfTheReference(int mix)
    {
        var random = new RandomStream(8);
        var both = new BothQueues();
        for (var i = 0; i < 1_000_000; i++) both.Push(Mixes[mix](random, both.LastDue));
        for (var i = 0; i < 1_200_000; i++)
        {
            both.Pop();
            both.Push(Mixes[mix](random, both.LastDue));
        }

        both.Drain();
    }

    [Fact]
    public void TimesAtBothEndsOfTheClock_KeepTheOrderOfTheReference()
    {
        var random = new RandomStream(9);
        long[] corners = [long.MinValue, long.MinValue + 1, -1, 0, 1, 255, 256, 65_535, 65_536, long.MaxValue - 1, long.MaxValue];
        var both = new BothQueues();
        for (var i = 0; i < 300_000; i++)
        {
            var isPush = both.Count == 0 || random.NextInt(0, 99) < (i / 1_000 % 2 == 0 ? 60 : 40);
            if (isPush) both.Push(corners[random.NextInt(0, corners.Length - 1)]);
            else both.Pop();
        }

        both.Drain();
    }

    [Fact]
    public void PushesEverFurtherIntoThePast_KeepTheOrderOfTheReference()
    {
        var both = new BothQueues();
        var random = new RandomStream(10);
        for (var i = 0; i < 20_000; i++) both.Push(random.NextInt64(0, 1L << 40));
        for (var i = 0; i < 20; i++) both.Pop();
        for (var i = 0; i < 40_000; i++)
        {
            both.Push((1L << 39) - (i * 100_000_000L) + random.NextInt64(0, 1_000));
            if (i % 50 == 0) both.Pop();
        }

        both.Drain();
    }

    [Fact]
    public void AClearedQueue_IsAsNew()
    {
        var random = new RandomStream(11);
        var both = new BothQueues();
        for (var round = 0; round < 30; round++)
        {
            var mix = Mixes[round % Mixes.Length];
            for (var i = 0; i < 5_000; i++) both.Push(mix(random, both.LastDue));
            for (var i = 0; i < 5_000 * (round % 3) / 3; i++) both.Pop();
            both.Clear();
        }

        both.Push(5);
        both.Push(3);
        both.Drain();
    }

    private static Func<RandomStream, long, long>[] Mixes { get; } =
    [
        (random, last) => last + Exponential(random, 1e6),
        (random, last) => last + Exponential(random, 1e9),
        (random, last) => OnGrid(last) + (Fixed(random) * GridMicros),
        (random, last) => last + (Fixed(random) * GridMicros) + random.NextInt64(0, 4_000),
        (random, last) => last + (random.NextInt(0, 9) < 9 ? random.NextInt64(0, 1_000) : random.NextInt64(100_000_000, 101_000_000)),
        (random, last) => OnGrid(last) + (random.NextInt64(1, 192) * 131 * GridMicros),
        (_, last) => last,
        (random, last) => last + random.NextInt64(0, 2),
        (random, last) => last - random.NextInt64(0, 50_000),
        (random, last) => last + (random.NextInt64(-1, 1) * Exponential(random, 1e7)),
        (random, last) => random.NextInt(0, 99) == 0 ? long.MaxValue : last + (1L << random.NextInt(0, 45)),
    ];

    private static long Exponential(RandomStream random, double mean) => (long)(-mean * Math.Log(1 - random.NextDouble()));

    private static long OnGrid(long due) => due / GridMicros * GridMicros;

    private static long Fixed(RandomStream random) => random.NextInt(0, 3) switch { 0 => 1_250, 1 => 4_000, _ => 5_000 };

    private sealed class BothQueues
    {
        private readonly EventQueue _fast = new();
        private readonly ReferenceQueue _plain = new();
        private long _sequence;

        /// <summary>When the latest event that was popped was due; far enough from the end of the clock to add delays to it.</summary>
        public long LastDue { get; private set; }

        public int Count => _plain.Count;

        public void Push(long due)
        {
            _fast.Push(due, _sequence, (ulong)_sequence * 3);
            _plain.Push(due, _sequence, (ulong)_sequence * 3);
            _sequence++;
        }

        public void Pop()
        {
            var want = _plain.Pop();

            // One that is not due yet has to stay.
            var tooEarly = want.DueMicros > long.MinValue && _fast.TryPop(want.DueMicros - 1, out _, out _, out _);
            var any = _fast.TryPop(want.DueMicros, out var due, out _, out var payload);

            // Millions of comparisons: a failing one is worth an assertion, a passing one is not. The payload tells events apart.
            if (tooEarly || !any || due != want.DueMicros || payload != want.Payload || _fast.Count != _plain.Count)
            {
                Assert.Fail($"popped {due} #{payload / 3} instead of {want.DueMicros} #{want.Sequence}; {_fast.Count} of {_plain.Count} left");
            }

            LastDue = Math.Clamp(want.DueMicros, -(1L << 60), 1L << 60);
        }

        public void Drain()
        {
            while (Count > 0) Pop();
            Assert.Equal(0, _fast.Count);
            Assert.False(_fast.TryPop(long.MaxValue, out _, out _, out _));
        }

        public void Clear()
        {
            _fast.Clear();
            _plain.Clear();
            Assert.Equal(0, _fast.Count);
            LastDue = 0;
        }
    }
}
