using System.Globalization;
using System.Text.Json;
using Sim.Testing;

namespace Sim.Cli.Tests;

public sealed class WorldCommandTests
{
    private static readonly string s_mid = Repository.Data("reference", "save", "mid.json.gz");

    [Fact]
    public void NewGame_IsShownIn80Columns()
    {
        (int exit, string output, string errors) = Run("world", "--bitnode", "5", "--level", "800", "--seed", "3");
        Assert.Equal((0, ""), (exit, errors));
        Assert.StartsWith("new game, BitNode 5, seed 3", output, StringComparison.Ordinal);
        Assert.Contains("BitNode 5 level 1; hacking 800, intelligence 0, $1k", output, StringComparison.Ordinal);
        Assert.Contains("phantasy", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
    }

    [Fact]
    public void Save_IsShownIn80Columns()
    {
        foreach (string save in new[] { "early.json", "mid.json", "late.json.gz" })
        {
            (int exit, string output, _) = Run("world", "--save", Repository.Data("reference", "save", save));
            Assert.Equal(0, exit);

            // The first line is the file's name, which is as long as it is.
            Assert.All(output.Split('\n').Skip(1), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
        }
    }

    [Fact]
    public void Output_IsTheSameUnderACommaCulture()
    {
        string expected = Run("world", "--save", s_mid).Output;
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(expected, Run("world", "--save", s_mid).Output);
        }
        catch (CultureNotFoundException)
        {
            // The program is built without other cultures, and so may be the tests that carry it.
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Path_PrintsOneLineForTheTerminal()
    {
        (int exit, string output, _) = Run("world", "--save", s_mid, "--path", "phantasy");
        Assert.Equal(0, exit);
        Assert.Matches("^home(; connect [^ ;]+)+; connect phantasy\r?\n$", output);
    }

    [Fact]
    public void Json_IsOneObjectWithExactValues()
    {
        (int exit, string output, _) = Run("world", "--save", s_mid, "--json", "--path", "phantasy");
        Assert.Equal(0, exit);
        JsonElement world = JsonDocument.Parse(output).RootElement;
        Assert.Equal(5, world.GetProperty("bitnode").GetInt32());
        Assert.Equal(26012176972.231888, world.GetProperty("player").GetProperty("hacking_exp_points").GetDouble());
        Assert.Equal("phantasy", world.GetProperty("path").EnumerateArray().Last().GetString());
        JsonElement[] targets = [.. world.GetProperty("targets").EnumerateArray()];
        double[] worth = [.. targets.Select(target => target.GetProperty("money_usd_per_gb_s").GetDouble())];
        Assert.Equal(worth.OrderDescending(), worth);
        Assert.All(targets, target => Assert.Equal(target.GetProperty("can_hack").GetBoolean(), target.GetProperty("money_usd_per_gb_s").GetDouble() > 0));
        Assert.Contains(world.GetProperty("hosts").EnumerateArray(), host => host.GetProperty("hostname").GetString() == "pserv-9" && host.GetProperty("ram_gb").GetDouble() == 1024);
    }

    [Theory]
    [InlineData("new game: bitNode: 15; a whole number from 1 to 14 is needed", "--bitnode", "15")]
    [InlineData("new game: level: 0; a whole number from 1 to 22400 is needed", "--level", "0")]
    [InlineData("did you mean \"phantasy\"?", "--path", "phantsy")]
    [InlineData("no link leads from home to \"darkweb\"", "--path", "darkweb")]
    [InlineData("none.json: there is no such file", "--save", "none.json")]
    public void BadInput_IsOneLineAndExitCode2(string message, params string[] arguments)
    {
        (int exit, string output, string errors) = Run(["world", .. arguments]);
        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith("sim: ", errors, StringComparison.Ordinal);
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void SaveAndNewGameOptions_ExcludeEachOther()
    {
        (int exit, _, string errors) = Run("world", "--save", s_mid, "--bitnode", "1", "--seed", "2");
        Assert.Equal(2, exit);
        Assert.Equal(2, errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(999.4, "999")]
    [InlineData(999.6, "1k")]
    [InlineData(1234, "1.23k")]
    [InlineData(9.996e6, "10m")]
    [InlineData(1.63016e12, "1.63t")]
    [InlineData(-5e6, "-5m")]
    [InlineData(0.123, "0.12")]
    [InlineData(1e30, "1.0e30")]
    public void Money_HasThreeDigitsAndASuffix(double value, string expected) => Assert.Equal(expected, ShortNumbers.Money(value));

    private static (int Exit, string Output, string Errors) Run(params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var errors = new StringWriter(CultureInfo.InvariantCulture);
        int exit = Program.Run(arguments, output, errors);
        return (exit, output.ToString(), errors.ToString());
    }
}
