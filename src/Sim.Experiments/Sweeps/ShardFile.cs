using System.Text.Json;
using Sim.Engine;

namespace Sim.Experiments;

/// <summary>Says which part of a sweep a folder holds: <c>shard.json</c>.</summary>
public sealed record ShardFile
{
    public const string FileName = "shard.json";

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Number of the part, from 1.</summary>
    public required int Shard { get; init; }

    /// <summary>Parts in all.</summary>
    public required int Of { get; init; }

    /// <summary>Runs of the whole sweep.</summary>
    public required long Runs { get; init; }

    /// <summary>Writes the file for a part, or checks that the folder holds that part already.</summary>
    /// <exception cref="InputException">The folder holds another part.</exception>
    public static void Prepare(string folder, Shard shard, Sweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var path = Path.Combine(folder, FileName);
        var wanted = new ShardFile { Shard = shard.Number, Of = shard.Count, Runs = sweep.Runs };
        if (File.Exists(path))
        {
            if (Read(folder) == wanted) return;
            throw new InputException(new InputProblem(path, "", $"the folder holds shard {Read(folder).Shard}/{Read(folder).Of}, not {shard}", "a folder for each shard, with --out"));
        }

        RunFolder.WriteWhole(path, JsonSerializer.Serialize(wanted, s_json) + "\n");
    }

    /// <exception cref="InputException">The folder is no shard's, or the file can't be read.</exception>
    public static ShardFile Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw new InputException(new InputProblem(folder, FileName, "there is no such file", "a folder made by sim sweep --shard is needed"));
        try
        {
            var read = JsonSerializer.Deserialize<ShardFile>(File.ReadAllText(path), s_json) ?? throw new JsonException("null");
            if (read.Of is >= 1 and <= Experiments.Shard.CountMax && read.Shard >= 1 && read.Shard <= read.Of && read.Runs >= 0) return read;
        }
        catch (JsonException)
        {
            // Told below: whatever is wrong with it, it is not what sim sweep wrote.
        }

        throw new InputException(new InputProblem(path, "", "not as sim sweep --shard wrote it", "run the shard again"));
    }
}
