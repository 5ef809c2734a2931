using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Sim.Scripts;

/// <summary>Puts a message to the child together: length, number of doubles, doubles, JSON (see runtime/kernel/wire.mjs).</summary>
internal sealed class MessageWriter
{
    private const int HeaderBytes = 8;

    private byte[] _bytes = new byte[4096];
    private int _count;

    public void Clear() => _count = 0;

    public void Put(double value)
    {
        var at = HeaderBytes + (_count * sizeof(double));
        if (at + sizeof(double) > _bytes.Length) Array.Resize(ref _bytes, _bytes.Length * 2);
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.AsSpan(at), value);
        _count++;
    }

    /// <summary>Replaces a number that was put before.</summary>
    public void Set(int place, double value) =>
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.AsSpan(HeaderBytes + (place * sizeof(double))), value);

    public int Count => _count;

    /// <summary>The message, valid until the next change.</summary>
    public ReadOnlySpan<byte> Finish(ReadOnlySpan<byte> json = default)
    {
        var doubles = _count * sizeof(double);
        var total = HeaderBytes + doubles + json.Length;
        if (total > _bytes.Length) Array.Resize(ref _bytes, total);
        json.CopyTo(_bytes.AsSpan(HeaderBytes + doubles));
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes, (uint)(total - sizeof(uint)));
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(sizeof(uint)), (uint)_count);
        return _bytes.AsSpan(0, total);
    }
}
