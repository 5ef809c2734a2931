namespace Sim.Cli.Tests;

/// <summary>A test that sends Ctrl-C; skipped where programs started from here ignore it, as in background jobs of some shells.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SignalFactAttribute : FactAttribute
{
    private const ulong Interrupt = 1 << 1;

    public SignalFactAttribute()
    {
        if (!OperatingSystem.IsLinux()) Skip = "Signals are sent on Linux only.";
        else if ((Ignored() & Interrupt) != 0) Skip = "Ctrl-C is ignored by everything that is started from here.";
    }

    /// <summary>The signals that this process, and so its children, began by ignoring.</summary>
    private static ulong Ignored()
    {
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("SigIgn:", StringComparison.Ordinal));
        return Convert.ToUInt64(line["SigIgn:".Length..].Trim(), 16);
    }
}
