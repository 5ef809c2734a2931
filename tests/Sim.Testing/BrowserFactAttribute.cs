using Xunit;

namespace Sim.Testing;

/// <summary>A test that runs only where a Chromium browser is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    private static readonly string[] Candidates =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    public BrowserFactAttribute()
    {
        if (Executable is null) Skip = "No Chromium browser is installed in one of the usual places.";
    }

    /// <summary>The browser's program file, or null where there is none.</summary>
    public static string? Executable { get; } = Candidates.FirstOrDefault(File.Exists);
}
