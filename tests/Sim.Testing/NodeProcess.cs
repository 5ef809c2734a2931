using System.ComponentModel;
using System.Diagnostics;

namespace Sim.Testing;

/// <summary>Runs Node for tests that compare with JavaScript itself.</summary>
public static class NodeProcess
{
    private static readonly Lazy<string?> VersionFound = new(FindVersion);

    /// <summary>For example v20.11.0, or null where no node can be started.</summary>
    public static string? Version => VersionFound.Value;

    /// <summary>Runs node to its end and returns what it wrote to standard output.</summary>
    /// <exception cref="InvalidOperationException">Node ended with an error; the message holds its own.</exception>
    public static string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);

        using var process = Process.Start(start) ?? throw new InvalidOperationException("Node did not start.");
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"node {string.Join(' ', arguments)} ended with {process.ExitCode}: {error.Result}");
        }

        return output;
    }

    private static string? FindVersion()
    {
        try
        {
            return Run("--version").Trim();
        }
        catch (Exception problem) when (problem is Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }
}
