using System.Text;
using System.Text.Json;
using Sim.Engine;

namespace Sim.Experiments;

/// <summary>
/// The results of a sweep on disk. Each run is appended as one line when it is done, so that a sweep that is killed at any moment
/// loses the runs that were under way and nothing else; at the end the lines are put in order.
/// </summary>
public sealed class RunStore : IRunSink, IDisposable
{
    public const string RunsFile = "runs.jsonl";
    public const string CostsFile = "costs.jsonl";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly string _folder;
    private readonly Lock _lock = new();
    private readonly HashSet<(int Cell, int Replica)> _done;
    private FileStream? _runs;
    private FileStream? _costs;

    private RunStore(string folder, HashSet<(int, int)> done)
    {
        _folder = folder;
        _done = done;
    }

    /// <summary>Runs that were on disk when this was opened.</summary>
    public int Done => _done.Count;

    /// <summary>Opens a folder for a sweep's results.</summary>
    /// <param name="folder">Made if it is not there.</param>
    /// <param name="resume">True to go on where the results end; a last line cut in half is dropped.</param>
    /// <exception cref="InputException">There are results already, or they are of another kind.</exception>
    public static RunStore Open(string folder, bool resume)
    {
        ArgumentNullException.ThrowIfNull(folder);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, RunsFile);
        var done = new HashSet<(int, int)>();
        if (File.Exists(path) && new FileInfo(path).Length > 0)
        {
            if (!resume) throw new InputException(new InputProblem(folder, RunsFile, "there are results here already", "--resume to go on, or another folder with --out"));
            DropCutLine(path);
            foreach (var line in ReadAll(path).Where(line => !line.IsLost)) done.Add((line.Cell, line.Replica));
        }

        var store = new RunStore(folder, done);
        store._runs = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        var costs = Path.Combine(folder, CostsFile);
        DropCutLine(costs);
        store._costs = new FileStream(costs, FileMode.Append, FileAccess.Write, FileShare.Read);
        return store;
    }

    /// <summary>Reads a result file.</summary>
    /// <exception cref="InputException">A line is no result of this version.</exception>
    public static IReadOnlyList<RunLine> ReadAll(string path) => [.. Stream(path)];

    /// <summary>Reads the result lines of a file from a line on, counted from 1.</summary>
    /// <exception cref="InputException">A line is no result of this version.</exception>
    public static IReadOnlyList<RunLine> ReadLines(string path, int firstLine) => [.. Stream(path, firstLine)];

    /// <summary>Reads result lines one after the other and keeps none of them.</summary>
    /// <exception cref="InputException">A line is no result of this version.</exception>
    public static IEnumerable<RunLine> Stream(string path, int firstLine = 1)
    {
        var number = firstLine - 1;
        foreach (var text in File.ReadLines(path).Skip(number))
        {
            number++;
            yield return Parse(path, number, text);
        }
    }

    private static RunLine Parse(string path, int number, string text)
    {
        try
        {
            return RunLine.Parse(text);
        }
        catch (JsonException error)
        {
            throw new InputException(new InputProblem(path, $"line {number}", $"no result of this version: {error.Message.Split(" Path:")[0]}", "a runs.jsonl of sim sweep is needed"));
        }
    }

    /// <summary>True if the run was on disk when this was opened.</summary>
    public bool IsDone(int cell, int replica) => _done.Contains((cell, replica));

    /// <summary>Appends a result and what it cost; both reach the disk before this returns to the next.</summary>
    public void Add(RunLine line, TimeSpan wall)
    {
        ArgumentNullException.ThrowIfNull(line);
        var run = s_utf8.GetBytes(line.ToJson() + "\n");
        var cost = s_utf8.GetBytes(JsonSerializer.Serialize(new { cell = line.Cell, replica = line.Replica, wall_s = wall.TotalSeconds }) + "\n");
        lock (_lock)
        {
            _runs!.Write(run);
            _runs.Flush();
            _costs!.Write(cost);
            _costs.Flush();
        }
    }

    /// <summary>
    /// Puts the lines in the order of cell and replica, so that the same sweep gives the same bytes however it ran. Only where each line
    /// is to be found is kept, so that memory does not grow with results.
    /// </summary>
    /// <returns>The lines in order, read one after the other.</returns>
    public IEnumerable<RunLine> Finish()
    {
        var path = Path.Combine(_folder, RunsFile);
        lock (_lock)
        {
            Dispose();
            var places = new List<(int Cell, int Replica, bool IsLost, long Offset, int Length)>();
            var (number, offset) = (0, 0L);
            foreach (var text in File.ReadLines(path))
            {
                var line = Parse(path, ++number, text);
                var length = s_utf8.GetByteCount(text) + 1;
                places.Add((line.Cell, line.Replica, line.IsLost, offset, length));
                offset += length;
            }

            var part = path + ".part";
            using (var source = new FileStream(path, FileMode.Open, FileAccess.Read))
            using (var file = new FileStream(part, FileMode.Create, FileAccess.Write))
            {
                var buffer = new byte[places.Count == 0 ? 0 : places.Max(place => place.Length)];
                foreach (var place in places.OrderBy(place => place.IsLost).DistinctBy(place => (place.Cell, place.Replica)).OrderBy(place => place.Cell).ThenBy(place => place.Replica))
                {
                    source.Position = place.Offset;
                    source.ReadExactly(buffer, 0, place.Length);
                    file.Write(buffer, 0, place.Length);
                }
            }

            File.Move(part, path, overwrite: true);
        }

        return Stream(path);
    }

    public void Dispose()
    {
        _runs?.Dispose();
        _costs?.Dispose();
        (_runs, _costs) = (null, null);
    }

    /// <summary>A line without its end was being written when the sweep was killed.</summary>
    private static void DropCutLine(string path)
    {
        if (!File.Exists(path)) return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        var end = file.Length;
        while (end > 0)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n') break;
            end--;
        }

        file.SetLength(end);
    }
}
