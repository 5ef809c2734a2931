using Sim.Engine;
using Sim.Engine.Numbers;

namespace Sim.Benchmarks;

/// <summary>
/// The delays of a <see cref="HoldMix"/>, drawn in advance so that drawing is not measured: a fixed part that belongs to the event
/// (its kind of job and its target) and a random part.
/// </summary>
internal sealed class HoldDelays
{
    public const int KindCount = 256;
    public const int NoiseCount = 1 << 12;

    private const long GridMicros = 4_000;

    public HoldDelays(HoldMix mix)
    {
        var random = new RandomStream(1);
        OfKind = new long[KindCount];
        Noise = new long[NoiseCount];
        for (var kind = 0; kind < KindCount; kind++) OfKind[kind] = Fixed(mix, kind);
        for (var i = 0; i < NoiseCount; i++) Noise[i] = Random(mix, random);
    }

    public long[] OfKind { get; }

    public long[] Noise { get; }

    /// <summary>When the event of this number first fires: somewhere within its first delay.</summary>
    public long FirstDue(int number, RandomStream random)
    {
        var kind = OfKind[number % KindCount];
        return kind == 0
            ? Noise[random.NextInt(0, NoiseCount - 1)]
            : (random.NextInt64(0, (kind / GridMicros) - 1) * GridMicros) + Noise[number % NoiseCount];
    }

    /// <summary>In the game a grow lasts 3.2 times and a weaken 4 times as long as a hack.</summary>
    private static long Fixed(HoldMix mix, int kind)
    {
        var target = mix == HoldMix.Timer64 ? kind / 4 : 0;
        var hackMs = 5_000.0 * (1 + (target * 0.13));
        var factor = (kind % 4) switch { 0 => 1.0, 2 => 3.2, _ => 4.0 };
        return mix is HoldMix.Exponential or HoldMix.Bimodal ? 0 : (long)(hackMs * factor * 1_000 / GridMicros) * GridMicros;
    }

    private static long Random(HoldMix mix, RandomStream random) => mix switch
    {
        HoldMix.Exponential => (long)(-10e6 * FdMath.Log(1 - random.NextDouble())),
        HoldMix.Bimodal => random.NextInt(1, 10) < 10 ? random.NextInt64(0, 1_000_000) : random.NextInt64(95_000_000, 105_000_000),
        HoldMix.TimerJitter => random.NextInt64(0, 4_000),
        _ => 0,
    };
}
