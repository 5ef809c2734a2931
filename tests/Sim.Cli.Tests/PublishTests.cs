using System.Diagnostics;
using System.Text.Json;
using Sim.Testing;

namespace Sim.Cli.Tests;

/// <summary>The program as it is published: one file, and the same simulations.</summary>
public sealed class PublishTests(PublishTests.BuildFolder build) : IClassFixture<PublishTests.BuildFolder>
{
    private static readonly string[] s_schedulers = ["periodic", "jit", "shotgun"];

    [Fact]
    public void OneFile_GivesTheSameTraceHashes() => PublishAndCompare("SingleFile");

    [SelfContainedFact]
    public void OneFileWithTheRuntime_GivesTheSameTraceHashes() => PublishAndCompare("SelfContained");

    private void PublishAndCompare(string profile)
    {
        var output = build.PathOf(profile);

        // Built apart from everything else, so that what other tests run is left alone.
        Run(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            "publish", Repository.File("src", "Sim.Cli"), "-v", "quiet", "-o", output,
            $"-p:PublishProfile={profile}", $"-p:ArtifactsPath={build.PathOf("artifacts")}{Path.DirectorySeparatorChar}", "-p:RunAnalyzers=false", "-nodeReuse:false");
        var program = Assert.Single(Directory.GetFiles(output));
        foreach (var scheduler in s_schedulers)
        {
            string[] arguments = ["run", "--save", Repository.Data("reference", "save", "mid.json"), "--target", "phantasy", "--lag", "desktop", "--duration", "30m", "--scheduler", scheduler, "--json"];
            Assert.Equal(Hash(Cli.Run(arguments).Output), Hash(Run(program, arguments)));
        }
    }

    private static string Hash(string json) => JsonDocument.Parse(json).RootElement.GetProperty("trace_hash").GetString()!;

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + errors.Result);
        return output;
    }

    /// <summary>Where both are built, so that the second finds what the first has compiled.</summary>
    public sealed class BuildFolder : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public string PathOf(string name) => _folder.PathOf(name);

        public void Dispose() => _folder.Dispose();
    }
}
