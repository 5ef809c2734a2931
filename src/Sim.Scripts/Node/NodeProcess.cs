using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sim.Engine;

namespace Sim.Scripts;

/// <summary>
/// The child that runs scripts: Node with its permission model, no way to the outside but two pipes, and a watch that ends it when
/// it does not answer.
/// </summary>
internal sealed class NodeProcess : IDisposable
{
    /// <summary>How much of the child's last words is kept.</summary>
    private const int ErrorCharsMax = 20_000;

    /// <summary>With this exit code the child's last words are for the user.</summary>
    private const int BrokenExitCode = 70;

    private static readonly TimeSpan s_watchPeriod = TimeSpan.FromMilliseconds(250);

    private readonly Process _process;
    private readonly Stream _toChild;
    private readonly Stream _fromChild;
    private readonly Timer _watch;
    private readonly TimeSpan _patience;
    private readonly StringBuilder _errors = new();
    private long _waitingSince;
    private volatile bool _ranOutOfTime;
    private volatile bool _wasInterrupted;

    private NodeProcess(Process process, TimeSpan patience)
    {
        _process = process;
        _toChild = process.StandardInput.BaseStream;
        _fromChild = process.StandardOutput.BaseStream;
        _patience = patience;
        process.ErrorDataReceived += (_, line) => KeepError(line.Data);
        process.BeginErrorReadLine();
        _watch = new Timer(_ => Watch(), null, s_watchPeriod, s_watchPeriod);
    }

    /// <summary>Starts Node.</summary>
    /// <param name="node">Which Node.</param>
    /// <param name="memoryMegabytes">The most that scripts may use.</param>
    /// <param name="patience">Real time without an answer after which the child is ended.</param>
    /// <exception cref="ScriptException">It can't be started.</exception>
    public static NodeProcess Start(NodeInstallation node, int memoryMegabytes, TimeSpan patience)
    {
        var info = new ProcessStartInfo(node.Path)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = ScriptRuntime.Folder,
        };
        foreach (var argument in node.Arguments(memoryMegabytes)) info.ArgumentList.Add(argument);
        info.ArgumentList.Add(ScriptRuntime.Main);

        // Nothing of the user's environment reaches scripts, and texts look the same everywhere.
        info.Environment.Clear();
        info.Environment["TZ"] = "UTC";
        info.Environment["LC_ALL"] = "en_US.UTF-8";
        if (OperatingSystem.IsWindows()) info.Environment["SystemRoot"] = Environment.GetEnvironmentVariable("SystemRoot");
        try
        {
            return new NodeProcess(Process.Start(info)!, patience);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new ScriptException(ScriptFailure.NoNode, $"{node.Path} can't be started: {error.Message}");
        }
    }

    /// <summary>True after the child was ended because it did not answer in time.</summary>
    public bool RanOutOfTime => _ranOutOfTime;

    /// <summary>The largest resident memory of the child so far in bytes; 0 where the system does not say.</summary>
    public long PeakMemoryBytes
    {
        get
        {
            try
            {
                _process.Refresh();
                return _process.HasExited ? 0 : _process.PeakWorkingSet64;
            }
            catch (InvalidOperationException)
            {
                return 0;
            }
        }
    }

    /// <summary>Processor time of the child so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            try
            {
                _process.Refresh();
                return _process.TotalProcessorTime;
            }
            catch (InvalidOperationException)
            {
                return TimeSpan.Zero;
            }
        }
    }

    /// <summary>Sends one whole message.</summary>
    public void Send(ReadOnlySpan<byte> message)
    {
        try
        {
            _toChild.Write(message);
            _toChild.Flush();
        }
        catch (IOException)
        {
            // The child is gone; what it said last tells why, and reading finds that out.
        }

        Volatile.Write(ref _waitingSince, Stopwatch.GetTimestamp());
    }

    /// <summary>Waits for bytes.</summary>
    /// <returns>How many came; 0 if the child has ended.</returns>
    public int Receive(Span<byte> buffer)
    {
        try
        {
            return _fromChild.Read(buffer);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    /// <summary>A message has come whole.</summary>
    /// <param name="isPart">True if the child goes on with its turn, so that it is still waited for.</param>
    public void Received(bool isPart) => Volatile.Write(ref _waitingSince, isPart ? Stopwatch.GetTimestamp() : 0);

    /// <summary>Ends the child from another thread, as for a break.</summary>
    public void Interrupt()
    {
        _wasInterrupted = true;
        Kill();
    }

    /// <summary>Why the child has ended before its time.</summary>
    public ScriptException Failure(string atWork)
    {
        Volatile.Write(ref _waitingSince, 0);
        if (_wasInterrupted) return new ScriptException(ScriptFailure.Interrupted, "interrupted");

        // Without a limit it waits for the child's last words, too.
        if (_process.WaitForExit(2000)) _process.WaitForExit();
        string words;
        lock (_errors) words = _errors.ToString().Trim();
        if (_ranOutOfTime)
        {
            return new ScriptException(ScriptFailure.Endless, string.Create(
                CultureInfo.InvariantCulture, $"no progress for {_patience.TotalSeconds:0.#} s of real time in {atWork}: an endless loop?"));
        }

        if (words.Contains("heap out of memory", StringComparison.Ordinal) || words.Contains("Reached heap limit", StringComparison.Ordinal)
            || words.Contains("Array buffer allocation failed", StringComparison.Ordinal))
        {
            return new ScriptException(ScriptFailure.OutOfMemory, $"the scripts ran out of memory in {atWork} (--script-memory gives them more)");
        }

        if (_process.HasExited && _process.ExitCode == BrokenExitCode) return new ScriptException(ScriptFailure.Broken, $"{words}, in {atWork}");
        var code = _process.HasExited ? _process.ExitCode : 0;
        return new ScriptException(ScriptFailure.Broken, string.Create(
            CultureInfo.InvariantCulture, $"the script runtime ended in {atWork} (exit code {code}){(words.Length > 0 ? ":\n" + words : "")}"));
    }

    public void Dispose()
    {
        _watch.Dispose();
        try
        {
            _toChild.Dispose();
        }
        catch (IOException)
        {
            // It is gone already.
        }

        if (!_process.WaitForExit(2000)) Kill();
        _process.Dispose();
    }

    private void Watch()
    {
        var since = Volatile.Read(ref _waitingSince);
        if (since == 0 || Stopwatch.GetElapsedTime(since) < _patience) return;
        _ranOutOfTime = true;
        Kill();
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended by itself.
        }
    }

    private void KeepError(string? line)
    {
        if (line is null) return;
        lock (_errors)
        {
            if (_errors.Length < ErrorCharsMax) _errors.AppendLine(line);
        }
    }
}
