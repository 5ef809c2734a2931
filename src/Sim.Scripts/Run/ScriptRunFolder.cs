using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sim.Scripts;

/// <summary>
/// The folder of one run of scripts:
/// <code>
///   run.json        what was run and what came of it
///   errors.txt      every error of a script, with the place in its file
///   terminal.txt    what scripts printed to the terminal
///   logs/NAME.log   what each script printed, all its processes together: seconds, pid, line
///   files/HOST/...  text files as they were at the end
/// </code>
/// </summary>
public sealed class ScriptRunFolder : IDisposable
{
    /// <summary>A log that grows beyond this is cut off, and says so.</summary>
    private const long LogBytesMax = 32L * 1024 * 1024;

    private readonly string _folder;
    private readonly Dictionary<string, Log> _logs = new(StringComparer.Ordinal);

    private sealed class Log(StreamWriter writer) : IDisposable
    {
        private long _bytes;

        public void Add(string line)
        {
            if (_bytes > LogBytesMax) return;
            _bytes += line.Length;
            writer.WriteLine(_bytes > LogBytesMax ? "(the log ends here: it is larger than 32 MB)" : line);
        }

        public void Dispose() => writer.Dispose();
    }

    /// <param name="folder">Made if it is not there.</param>
    public ScriptRunFolder(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
    }

    /// <summary>Keeps what scripts say.</summary>
    public void OnText(JsonElement text)
    {
        var at = text.TryGetProperty("at", out var time) ? time.GetDouble() / 1000 : 0;
        if (text.TryGetProperty("log", out var line))
        {
            Write($"logs/{Safe(text.GetProperty("file").GetString()!)}.log", at, text, line.GetString()!);
        }
        else if (text.TryGetProperty("error", out var error))
        {
            var stack = string.Concat(text.GetProperty("stack").EnumerateArray().Select(frame => "\n    at " + frame.GetString()));
            Write("errors.txt", at, text, error.GetString()! + stack);
        }
        else if (text.TryGetProperty("terminal", out var terminal))
        {
            Write("terminal.txt", at, text, terminal.GetString()!);
        }
        else if (text.TryGetProperty("console", out var console))
        {
            Write("console.txt", at, text, console.GetString()!);
        }
    }

    /// <summary>Writes the result and the text files of the end.</summary>
    public void Finish(ScriptResult result, string json)
    {
        ArgumentNullException.ThrowIfNull(result);
        foreach (var text in result.Final.GetProperty("texts").EnumerateArray())
        {
            var path = Path.Combine(_folder, "files", Safe(text.GetProperty("host").GetString()!), Safe(text.GetProperty("name").GetString()!));

            // In the game a file may have the name of a folder; on disk it is left out then.
            if (Directory.Exists(path) || !TryMakeFolder(Path.GetDirectoryName(path)!)) continue;
            File.WriteAllText(path, text.GetProperty("text").GetString()!);
        }

        foreach (var log in _logs.Values) log.Dispose();
        _logs.Clear();
        var whole = Path.Combine(_folder, "run.json");
        File.WriteAllText(whole + ".part", json + "\n");
        File.Move(whole + ".part", whole, overwrite: true);
    }

    public void Dispose()
    {
        foreach (var log in _logs.Values) log.Dispose();
    }

    /// <summary>A name of the game that stays inside the folder on every system.</summary>
    private static string Safe(string name)
    {
        var safe = new StringBuilder(name.Length);
        foreach (var part in name.Split('/'))
        {
            if (safe.Length > 0) safe.Append('/');
            safe.Append(part is "" or "." or ".." ? "_" : string.Concat(part.Select(letter => char.IsControl(letter) || "<>:\"|?*\\".Contains(letter, StringComparison.Ordinal) ? '_' : letter)));
        }

        return safe.ToString();
    }

    private static bool TryMakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Write(string name, double at, JsonElement text, string line)
    {
        if (!_logs.TryGetValue(name, out var log))
        {
            var path = Path.Combine(_folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            _logs[name] = log = new Log(new StreamWriter(path, append: false));
        }

        var pid = text.TryGetProperty("pid", out var number) ? number.GetInt32() : 0;
        log.Add(string.Create(CultureInfo.InvariantCulture, $"{at,12:0.000} {pid,6} {line}"));
    }
}
