using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Sim.Scripts;

/// <summary>Takes messages of the child apart.</summary>
internal sealed class MessageReader
{
    private const int HeaderBytes = 8;

    /// <summary>No turn says more than this; a larger message means that something is wrong.</summary>
    private const uint BytesMax = 512 * 1024 * 1024;

    private byte[] _bytes = new byte[1 << 16];
    private int _doubles;
    private int _total;

    /// <summary>Set in the number of doubles of a message that is a part of a turn.</summary>
    private const uint PartFlag = 0x80000000;

    /// <summary>True if more follows before the turn is over.</summary>
    public bool IsPart { get; private set; }

    /// <summary>The numbers of the latest message.</summary>
    public ReadOnlySpan<double> Numbers => MemoryMarshal.Cast<byte, double>(_bytes.AsSpan(HeaderBytes, _doubles * sizeof(double)));

    /// <summary>The JSON text of the latest message; empty for none.</summary>
    public ReadOnlyMemory<byte> Json => _bytes.AsMemory(HeaderBytes + (_doubles * sizeof(double)), _total - HeaderBytes - (_doubles * sizeof(double)));

    /// <summary>Waits for a whole message.</summary>
    /// <returns>False if the child ended before.</returns>
    public bool Read(NodeProcess from)
    {
        var have = 0;
        while (have < HeaderBytes)
        {
            var got = from.Receive(_bytes.AsSpan(have));
            if (got == 0) return false;
            have += got;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(_bytes);
        if (length > BytesMax) return false;
        _total = (int)length + sizeof(uint);
        var doubles = BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(sizeof(uint)));
        IsPart = (doubles & PartFlag) != 0;
        _doubles = (int)(doubles & ~PartFlag);
        if (_doubles * sizeof(double) > _total - HeaderBytes) return false;
        if (_total > _bytes.Length) Array.Resize(ref _bytes, _total + (_total / 4));
        while (have < _total)
        {
            var got = from.Receive(_bytes.AsSpan(have, _total - have));
            if (got == 0) return false;
            have += got;
        }

        from.Received(IsPart);
        return true;
    }
}
