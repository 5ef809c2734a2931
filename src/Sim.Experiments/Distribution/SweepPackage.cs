using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using RabbitMQ.Client;
using Sim.Engine;

namespace Sim.Experiments;

/// <summary>A sweep as it goes to workers: the resolved file, the saves, lag models and scripts that it names, and who made it.</summary>
internal sealed record SweepPackage
{
    public const string MessageType = "sim.sweep/1";

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
    };

    /// <summary>Version of the program that coordinates.</summary>
    public required string Version { get; init; }

    public required string Title { get; init; }

    /// <summary>sweep.json.</summary>
    public required string Sweep { get; init; }

    /// <summary>Files of the folder of inputs, by their paths in it.</summary>
    public required SortedDictionary<string, byte[]> Inputs { get; init; }

    /// <summary>Follows from everything else: the same sweep of the same version has the same, and so the same results.</summary>
    [JsonIgnore]
    public string Id => Convert.ToHexStringLower(SHA256.HashData(ToBytes())[..8]);

    /// <summary>Version and commit of this program.</summary>
    public static string OwnVersion
    {
        get
        {
            var environment = RunEnvironment.Current();
            return environment.Commit.Length > 0 ? $"{environment.Version}+{environment.Commit}" : environment.Version;
        }
    }

    /// <summary>Packs what <see cref="RunFolder.Prepare"/> wrote.</summary>
    public static SweepPackage Of(string folder, Sweep sweep)
    {
        var inputs = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in RunFolder.InputsOf(folder)) inputs[name] = File.ReadAllBytes(Path.Combine(folder, RunFolder.InputsFolder, name));
        return new SweepPackage
        {
            Version = OwnVersion,
            Title = sweep.Title,
            Sweep = File.ReadAllText(Path.Combine(folder, RunFolder.SweepFileName)),
            Inputs = inputs,
        };
    }

    /// <summary>Null if the message is none of ours.</summary>
    public static SweepPackage? TryRead(IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body)
    {
        if (properties.Type != MessageType) return null;
        try
        {
            var read = JsonSerializer.Deserialize<SweepPackage>(body.Span, s_json);
            return read is not null && read.Inputs.Keys.All(IsInside) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, s_json);

    /// <summary>Reads the sweep, with its inputs in a folder that is made for them.</summary>
    /// <exception cref="InputException">The sweep does not suit this program.</exception>
    public Sweep Unpack(string folder)
    {
        foreach (var (name, bytes) in Inputs)
        {
            var path = Path.Combine(folder, RunFolder.InputsFolder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }

        return SweepFile.Parse(RunFolder.SweepFileName, Encoding.UTF8.GetBytes(Sweep), folder, mayBeLarge: true);
    }

    /// <summary>True for a path that can't lead out of the folder it is put into.</summary>
    private static bool IsInside(string path) =>
        !path.Contains('\\', StringComparison.Ordinal) && !path.Contains(':', StringComparison.Ordinal) && path.Split('/').All(part => part is not ("" or "." or ".."));
}
