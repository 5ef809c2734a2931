using System.Numerics;

namespace Sim.Game;

/// <summary>The servers on which RAM has become free since they were last asked for: one bit each.</summary>
public sealed class FreedHosts
{
    private readonly ulong[] _bits;

    /// <summary>False if there is certainly none.</summary>
    public bool Any { get; private set; }

    internal FreedHosts(int servers) => _bits = new ulong[(servers + 63) / 64];

    /// <summary>Hands out one of the servers and forgets it.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryTake(out ServerId server)
    {
        server = default;
        if (!Any) return false;
        for (var word = 0; word < _bits.Length; word++)
        {
            if (_bits[word] == 0) continue;
            server = new ServerId((word * 64) + BitOperations.TrailingZeroCount(_bits[word]));
            _bits[word] &= _bits[word] - 1;
            return true;
        }

        Any = false;
        return false;
    }

    internal void Add(ServerId server)
    {
        _bits[server.Index >> 6] |= 1UL << (server.Index & 63);
        Any = true;
    }
}
