using System.ComponentModel;
using System.Diagnostics;

namespace Sim.Cli.Tests;

/// <summary>A test that mounts a small disk; skipped where that is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> s_mayMount = new(TryMount);

    public MountFactAttribute()
    {
        if (!s_mayMount.Value) Skip = "A small disk can't be mounted here; that needs the rights of an administrator, on Linux.";
    }

    /// <summary>True if the program was there and ended well.</summary>
    public static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
            foreach (var argument in arguments) start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static bool TryMount()
    {
        if (!OperatingSystem.IsLinux()) return false;
        var folder = Directory.CreateTempSubdirectory("sim-mount-").FullName;
        var isMounted = TryRun("mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", folder);
        if (isMounted) TryRun("umount", folder);
        Directory.Delete(folder);
        return isMounted;
    }
}
