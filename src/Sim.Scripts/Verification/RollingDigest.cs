using System.Security.Cryptography;
using System.Text;

namespace Sim.Scripts.Verification;

/// <summary>SHA-256 over lines, readable after any of them.</summary>
internal sealed class RollingDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Lines { get; private set; }

    /// <summary>Takes in a line; the newline is added.</summary>
    public void Add(string line)
    {
        _hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        Lines++;
    }

    /// <summary>The hash of all lines so far, in lower-case hexadecimal digits.</summary>
    public string Current => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();
}
