using System.Diagnostics;
using System.Globalization;

namespace Sim.Scripts;

/// <summary>A Node that can run scripts.</summary>
/// <param name="Path">The program.</param>
/// <param name="Major">Its main version, 20 or more.</param>
/// <param name="Version">As it names itself: v20.20.2.</param>
public sealed record NodeInstallation(string Path, int Major, string Version)
{
    /// <summary>The oldest Node that will do: it has the permission model.</summary>
    public const int MajorMin = 20;

    /// <summary>Finds Node.</summary>
    /// <param name="path">What the user named; null for the one on PATH.</param>
    /// <exception cref="ScriptException">There is none, or it is too old.</exception>
    public static NodeInstallation Find(string? path)
    {
        var program = path ?? "node";
        var version = Ask(program)
            ?? throw new ScriptException(ScriptFailure.NoNode, path is null
                ? "scripts need Node 20 or later, and there is no node on PATH: install it from https://nodejs.org, or name it with --node"
                : $"{path} is no Node that answers to --version");
        if (!int.TryParse(version.TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) || major < MajorMin)
        {
            throw new ScriptException(ScriptFailure.NoNode, $"scripts need Node {MajorMin} or later; {program} is {version}");
        }

        return new NodeInstallation(program, major, version);
    }

    /// <summary>What Node is started with: no files but the runtime's own, no processes, no workers, no addons, limited memory.</summary>
    internal IEnumerable<string> Arguments(int memoryMegabytes)
    {
        // The permission model lost its "experimental" in 22.13 and 23.5; the old name is still understood after that.
        yield return Major >= 24 ? "--permission" : "--experimental-permission";
        yield return $"--allow-fs-read={System.IO.Path.Combine(ScriptRuntime.Folder, "*")}";
        yield return "--experimental-vm-modules";
        yield return "--no-addons";
        yield return "--no-warnings";
        yield return "--no-global-search-paths";
        yield return string.Create(CultureInfo.InvariantCulture, $"--max-old-space-size={memoryMegabytes}");

        // Workers live longer than a young collection of the usual size takes to come round.
        yield return "--min-semi-space-size=32";
        yield return "--max-semi-space-size=64";
    }

    private static string? Ask(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, "--version")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            });
            var answer = process!.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 && answer.StartsWith('v') ? answer : null;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }
}
