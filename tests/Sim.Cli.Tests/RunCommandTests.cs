using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sim.Testing;

namespace Sim.Cli.Tests;

public sealed class RunCommandTests
{
    private static readonly string s_mid = Repository.Data("reference", "save", "mid.json.gz");

    [Fact]
    public void WithoutArguments_ANewcomerSeesNumbers()
    {
        var (exit, output, errors) = Cli.Run("run");
        Assert.Equal((0, ""), (exit, errors));
        foreach (var row in new[]
        {
            "money earned", "money per second", "exp per second", "batches", "landings", "hack success rate", "desyncs", "RAM held, mean",
            "RAM held, peak", "simulated time", "wall time", "landings per second", "trace hash",
        })
        {
            Assert.Contains(row, output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(" $0 ", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 100));
    }

    [Fact]
    public void Json_IsOneObject_WithUnitsInItsKeys()
    {
        var json = Json("run", "--save", s_mid, "--target", "phantasy", "--duration", "10m");
        foreach (var key in new[]
        {
            "money_earned", "money_per_s", "exp_per_s", "ram_gb_peak", "ram_gb_mean", "landings", "batches", "desyncs", "desyncs_order",
            "landings_per_s", "wall_s", "simulated_s", "hack_success_rate", "landing_error_ms_max", "trace_hash", "scheduler", "seed", "options", "targets",
        })
        {
            Assert.True(json.TryGetProperty(key, out _), key);
        }

        Assert.All(json.EnumerateObject(), property => Assert.Matches("^[a-z0-9_]+$", property.Name));
        Assert.Equal("phantasy", json.GetProperty("targets")[0].GetString());
        Assert.Equal(600, json.GetProperty("simulated_s").GetDouble());
        Assert.True(json.GetProperty("money_per_s").GetDouble() > 0);
        Assert.Matches("^[0-9a-f]{16}$", json.GetProperty("trace_hash").GetString()!);
        Assert.Equal(json.GetProperty("money_earned").GetDouble() / 600, json.GetProperty("money_per_s").GetDouble());
    }

    [Theory]
    [InlineData("loop")]
    [InlineData("proto")]
    [InlineData("shotgun")]
    [InlineData("periodic")]
    [InlineData("jit")]
    public void SameSeed_GivesTheSameTraceHash(string scheduler)
    {
        string Hash(string seed) => Json("run", "--scheduler", scheduler, "--target", "the-hub", "--level", "500", "--duration", "30m", "--seed", seed).GetProperty("trace_hash").GetString()!;
        Assert.Equal(Hash("7"), Hash("7"));
        Assert.NotEqual(Hash("7"), Hash("8"));
    }

    [Fact]
    public void ThreeFormsOfASave_GiveTheSameRun()
    {
        string Hash(string file) => Json("run", "--save", Repository.Data("reference", "save", file), "--target", "joesguns", "--duration", "10m").GetProperty("trace_hash").GetString()!;
        Assert.Equal(Hash("mid.json"), Hash("mid.json.gz"));
    }

    [Fact]
    public void Options_OnTheCommandLine_TakeThePlaceOfTheScenarios()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a.json", """{"world": {"newGame": {"level": 500, "homeRam": "1TB"}}, "scheduler": {"name": "proto", "spacer": "30ms", "greed": "5%"}, "target": "joesguns", "duration": "20m"}""");
        var plain = Json("run", file);
        Assert.Equal(("proto", "30ms", 1200), (plain.GetProperty("scheduler").GetString(), plain.GetProperty("options").GetProperty("spacer").GetString(), plain.GetProperty("simulated_s").GetDouble()));
        var changed = Json("run", file, "--scheduler", "periodic", "--spacer", "10ms", "--duration", "5m", "--target", "n00dles");
        var options = changed.GetProperty("options");
        Assert.Equal(("periodic", "10ms", "5%"), (changed.GetProperty("scheduler").GetString(), options.GetProperty("spacer").GetString(), options.GetProperty("greed").GetString()));
        Assert.Equal(("n00dles", 300), (changed.GetProperty("targets")[0].GetString(), changed.GetProperty("simulated_s").GetDouble()));
    }

    [Fact]
    public void Table_UnderACommaCulture_EqualsTheInvariantOne()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var expected = Table();
            CultureInfo.CurrentCulture = CommaCulture();
            Assert.Equal("1234,5", 1234.5.ToString("0.0", CultureInfo.CurrentCulture));
            Assert.Equal(expected, Table());

            // Where the table is meant to change: copy what this leaves beside its assembly over tests/data/golden/run-table.txt.
            var golden = File.ReadAllText(Repository.Data("golden", "run-table.txt")).ReplaceLineEndings("\n");
            if (golden == expected) return;
            File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "run-table.txt"), expected);
            Assert.Fail($"The table is another one than tests/data/golden/run-table.txt; the whole file as it would be now:\n{expected}");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Json_UnderACommaCulture_HasPoints()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CommaCulture();
            Assert.True(Json("run", "--duration", "10m").GetProperty("money_per_s").GetDouble() > 0);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>The table with what depends on the machine blanked out: wall time, speed, and the folder of the save.</summary>
    private static string Table()
    {
        var (exit, output, _) = Cli.Run("run", "--save", s_mid, "--scheduler", "loop", "--target", "phantasy", "--duration", "30m");
        Assert.Equal(0, exit);
        var text = output.ReplaceLineEndings("\n").Replace(s_mid, "mid.json.gz", StringComparison.Ordinal);
        return Regex.Replace(text, "(wall time +│)[^│]*│", "$1 (of this machine) │");
    }

    private static CultureInfo CommaCulture()
    {
        try
        {
            return CultureInfo.GetCultureInfo("de-DE");
        }
        catch (CultureNotFoundException)
        {
            // Built without other cultures: one that writes numbers as German does.
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            comma.NumberFormat.NumberGroupSeparator = ".";
            comma.NumberFormat.PercentDecimalSeparator = ",";
            return comma;
        }
    }

    private static JsonElement Json(params string[] arguments)
    {
        var (exit, output, errors) = Cli.Run([.. arguments, "--json"]);
        Assert.Equal((0, ""), (exit, errors));
        return JsonDocument.Parse(output).RootElement;
    }
}
