using System.Globalization;
using System.Runtime.CompilerServices;
using Sim.Engine;

namespace Sim.Experiments;

/// <summary>
/// A fingerprint of what happened in a run, in order: of every launch its time, kind, threads, host and target, of every landing
/// these and the bits of money and security after it. Two runs with the same hash did the same; a difference in a time, a thread
/// count or the last bit of an amount of money gives another one. Not for secrets.
/// </summary>
public struct TraceHash
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    /// <summary>Keeps a state of zero from swallowing values of zero.</summary>
    private const ulong Increment = 0xD1B5_4A32_D192_ED03;

    private ulong _state;

    /// <summary>Takes one number in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong value)
    {
        unchecked
        {
            _state = ((ulong.RotateLeft(_state, 23) ^ value) * Multiplier) + Increment;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long value) => Add(unchecked((ulong)value));

    /// <summary>Takes in all 64 bits of a double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value) => Add(BitConverter.DoubleToUInt64Bits(value));

    public void Add(SimTime value) => Add(value.Micros);

    /// <summary>The hash so far, well mixed.</summary>
    public readonly ulong Value
    {
        get
        {
            unchecked
            {
                var mixed = (_state ^ (_state >> 32)) * Multiplier;
                return mixed ^ (mixed >> 29);
            }
        }
    }

    /// <summary>Sixteen hexadecimal digits.</summary>
    public override readonly string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
