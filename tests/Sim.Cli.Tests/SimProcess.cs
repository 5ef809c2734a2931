using System.Diagnostics;
using System.Text;

namespace Sim.Cli.Tests;

/// <summary>The built program in a process of its own, for what can't be tried in this one: signals, sudden ends, full disks.</summary>
internal sealed class SimProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly StringBuilder _errors = new();
    private readonly Task _errorsRead;

    private SimProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errorsRead = ReadErrorsAsync();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public static SimProcess Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    /// <summary>Starts it with something added to the environment.</summary>
    public static SimProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "sim.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return new SimProcess(Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start."));
    }

    /// <summary>Waits for the end, a minute at most.</summary>
    public (int Exit, string Output, string Errors) Wait()
    {
        if (!_process.WaitForExit(60_000))
        {
            _process.Kill();
            throw new InvalidOperationException("The program did not end within a minute.");
        }

        _errorsRead.Wait();
        return (_process.ExitCode, _output.Result, Errors());
    }

    /// <summary>True if this was in the errors until now.</summary>
    public bool HasSaid(string text) => Errors().Contains(text, StringComparison.Ordinal);

    /// <summary>SIGKILL: no handler runs.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Ctrl-C.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", FormattableString.Invariant($"{Id}")]);
        kill.WaitForExit();
    }

    private string Errors()
    {
        lock (_errors) return _errors.ToString();
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_errors) _errors.Append(line).Append('\n');
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
