using System.Xml.Linq;
using Sim.Testing;

namespace Sim.Architecture.Tests;

/// <summary>
/// The folders are the architecture, one project per room, and arrows point down only:
/// <code>
///   Cli --> Charts
///    |  --> Scripts --.
///    |                v
///    '----------> Experiments --> Schedulers --> Game --> Engine
/// </code>
/// Read from the project files, so that an arrow drawn by mistake fails before anyone uses it.
/// </summary>
public sealed class ProjectReferenceTests
{
    /// <summary>What a room may refer to, directly or through others. A new room is entered here first.</summary>
    private static readonly Dictionary<string, string[]> s_allowed = new(StringComparer.Ordinal)
    {
        ["Sim.Engine"] = [],
        ["Sim.Charts"] = [],
        ["Sim.Game"] = ["Sim.Engine"],
        ["Sim.Schedulers"] = ["Sim.Engine", "Sim.Game"],
        ["Sim.Scripts"] = ["Sim.Engine", "Sim.Game", "Sim.Schedulers", "Sim.Experiments"],
        ["Sim.Experiments"] = ["Sim.Engine", "Sim.Game", "Sim.Schedulers"],
        ["Sim.Cli"] = ["Sim.Engine", "Sim.Game", "Sim.Schedulers", "Sim.Experiments", "Sim.Charts", "Sim.Scripts"],
    };

    public static TheoryData<string> Projects => [.. ProjectFiles("src").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void NoProject_RefersUpwards(string project)
    {
        Assert.True(s_allowed.ContainsKey(project), $"{project} is a room that this test does not know: say what it may refer to.");
        var file = Repository.File("src", project, project + ".csproj");
        foreach (var reference in References(file)) Assert.Contains(reference, s_allowed[project]);
    }

    [Fact]
    public void NoRoom_MayReferToOneThatRefersToIt()
    {
        foreach (var (room, below) in s_allowed)
        {
            foreach (var other in below)
            {
                Assert.DoesNotContain(room, s_allowed[other]);
                Assert.Subset(below.ToHashSet(), s_allowed[other].ToHashSet());
            }
        }
    }

    [Fact]
    public void NoProject_RefersToTests()
    {
        foreach (var file in ProjectFiles("src").Concat(ProjectFiles("bench")))
        {
            Assert.DoesNotContain(References(file), reference => reference.EndsWith(".Tests", StringComparison.Ordinal));
        }

        foreach (var file in ProjectFiles("src")) Assert.DoesNotContain("Sim.Testing", References(file));
    }

    [Fact]
    public void EveryProject_IsInTheSolution()
    {
        var solution = File.ReadAllText(Repository.File("Sim.sln")).Replace('\\', '/');
        foreach (var file in ProjectFiles("src").Concat(ProjectFiles("tests")).Concat(ProjectFiles("bench")))
        {
            Assert.Contains(Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), solution, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void EngineGameAndSchedulers_UseNoPackages()
    {
        // The simulation itself is made of this repository and the runtime only; analyzers leave nothing behind.
        foreach (var room in new[] { "Sim.Engine", "Sim.Game", "Sim.Schedulers" })
        {
            var packages = XDocument.Load(Repository.File("src", room, room + ".csproj")).Descendants("PackageReference");
            Assert.All(packages, package => Assert.Equal("all", package.Attribute("PrivateAssets")?.Value));
        }
    }

    private static IEnumerable<string> ProjectFiles(string folder) => Directory.Exists(Repository.File(folder))
        ? Directory.EnumerateFiles(Repository.File(folder), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : [];

    private static IEnumerable<string> References(string project) => XDocument.Load(project)
        .Descendants("ProjectReference")
        .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
}
