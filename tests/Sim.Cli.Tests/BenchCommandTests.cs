using Sim.Cli.Commands;

namespace Sim.Cli.Tests;

public sealed class BenchCommandTests
{
    [Fact]
    public void WithoutAFilter_AllBenchmarksRun() => Assert.Equal(["--filter", "*"], BenchCommand.Arguments(quick: false, []));

    [Fact]
    public void Filters_PassThrough() =>
        Assert.Equal(["--filter", "*Queue*", "--job", "short"], BenchCommand.Arguments(quick: true, ["--filter", "*Queue*"]));

    [Fact]
    public void Help_IsNotFiltered() => Assert.Equal(["--list", "flat"], BenchCommand.Arguments(quick: false, ["--list", "flat"]));
}
