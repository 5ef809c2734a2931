using System.Globalization;

namespace Sim.Cli.Tests;

/// <summary>Runs the whole program with its output caught.</summary>
internal static class Cli
{
    public static (int Exit, string Output, string Errors) Run(params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var errors = new StringWriter(CultureInfo.InvariantCulture);
        var exit = Program.Run(arguments, output, errors);
        return (exit, output.ToString(), errors.ToString());
    }

    /// <summary>Exit code 2, a few plain lines that name what was meant, nothing on the output, no stack trace.</summary>
    public static void Refuses(string[] arguments, params string[] told)
    {
        var (exit, output, errors) = Run(arguments);
        Assert.Equal((2, ""), (exit, output));
        foreach (var part in told) Assert.Contains(part, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", errors, StringComparison.Ordinal);
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.StartsWith("sim: ", line, StringComparison.Ordinal));
    }
}

/// <summary>A folder of a test's own, gone when the test is.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sim-test-");

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
