using System.Text;
using System.Text.Json.Nodes;
using Sim.Schedulers;
using Sim.Testing;

namespace Sim.Cli.Tests;

/// <summary>Whatever is wrong with the input of a run: exit code 2, plain lines that name it and what would be valid, nothing written.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Save(string name) => Repository.Data("reference", "save", name);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mid.json.gz", 3000, "the gzip file is cut short", "export the save again")]
    [InlineData("mid.json.gz", 5, "gzip", "save")]
    [InlineData("mid.json", 4001, "cut short", "export the save again")]
    [InlineData("mid.json", 4000, "", "")]
    [InlineData("mid.json", 0, "the file is empty", "a save file is needed")]
    public void ATruncatedSave_IsRefused(string save, int length, string problem, string valid)
    {
        var file = _folder.Write("cut.save", File.ReadAllBytes(Save(save))[..length]);
        Cli.Refuses(["run", "--save", file], "cut.save", problem, valid);
    }

    [Fact]
    public void AGarbageSave_IsRefused()
    {
        var text = _folder.Write("garbage.json", "This is not a save!");
        Cli.Refuses(["run", "--save", text], "garbage.json", "neither base64 text, gzip nor JSON", "an exported Bitburner save is needed");
        var bytes = _folder.Write("garbage.gz", [.. Enumerable.Range(0, 500).Select(i => unchecked((byte)(i * 197 + 131)))]);
        Cli.Refuses(["run", "--save", bytes], "garbage.gz", "an exported Bitburner save is needed");
        var json = _folder.Write("other.json", """{"some": "thing"}""");
        Cli.Refuses(["run", "--save", json], "other.json", "no Bitburner save");
    }

    [Theory]
    [InlineData("37")]
    [InlineData("39")]
    [InlineData("\"soon\"")]
    public void ASaveOfAnotherVersion_IsRefused_WithTheOneThatIsKnown(string version)
    {
        var save = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(File.ReadAllText(Save("mid.json")))))!;
        save["data"]!["VersionSave"] = version;
        var file = _folder.Write("version.json", Convert.ToBase64String(Encoding.UTF8.GetBytes(save.ToJsonString())));
        Cli.Refuses(["run", "--save", file], "version.json: VersionSave", "only saves of version 38");
    }

    [Fact]
    public void ASaveThatIsNotThere_IsRefused() =>
        Cli.Refuses(["run", "--save", _folder.PathOf("none.json")], "there is no file", "none.json", "an exported save is needed");

    [Fact]
    public void AScenarioWithAnUnknownKey_IsRefused_WithPlaceAndNearestKey()
    {
        var file = _folder.Write("typo.json", "{\"world\": {\"newGame\": {}},\n\"scheduler\": {\"name\": \"proto\", \"spacr\": \"20ms\"},\n\"durration\": \"1h\"}");
        Cli.Refuses(
            ["run", file],
            "typo.json: durration (line 3): unknown key \"durration\"; did you mean \"duration\"?",
            "typo.json: scheduler.spacr (line 2): unknown option \"spacr\"; did you mean \"spacer\"?");
    }

    [Theory]
    [InlineData("", "no valid JSON")]
    [InlineData("{", "no valid JSON")]
    [InlineData("[]", "an object is needed")]
    [InlineData("{}", "one of save, newGame and custom is needed")]
    public void AScenarioThatIsNone_IsRefused(string text, string problem) =>
        Cli.Refuses(["run", _folder.Write("broken.json", text)], "broken.json", problem);

    [Theory]
    [InlineData("[]", "an object is needed")]
    [InlineData("3", "an object is needed")]
    [InlineData("{\"scenario\": 3}", "a scenario is needed")]
    [InlineData("{\"scenario\": {\"world\": {\"newGame\": {}}, \"scheduler\": \"proto\"}, \"axes\": 3}", "an object of axes is needed")]
    [InlineData("{\"scenario\": {\"world\": {\"newGame\": {}}, \"scheduler\": \"proto\", \"seed\": \"x\"}, \"axes\": {\"ram\": [\"1TB\"]}}", "seed")]
    [InlineData("{\"scenario\": {\"world\": {\"newGame\": {}}, \"scheduler\": \"proto\", \"seed\": -1}, \"axes\": {\"ram\": [\"1TB\"]}}", "seed")]
    [InlineData("{\"scenario\": {\"world\": {\"newGame\": {}}, \"scheduler\": \"proto\"}, \"axes\": {\"rum\": [\"1TB\"]}}", "rum")]
    [InlineData("{\"scenario\": {\"world\": {\"newGame\": {}}, \"scheduler\": \"proto\"}, \"axes\": {\"ram\": [\"1TB\", 3]}}", "ram")]
    [InlineData("{\"scenario\": {\"world\": {\"newGame\": {}}, \"scheduler\": \"proto\"}, \"axes\": {\"ram\": []}}", "ram")]
    public void ASweepThatIsNone_IsRefused(string text, string problem) =>
        Cli.Refuses(["sweep", _folder.Write("broken.json", text), "--out", _folder.PathOf("results")], "broken.json", problem);

    [Fact]
    public void AScenarioThatIsNotThere_IsRefused() =>
        Cli.Refuses(["run", _folder.PathOf("none.json")], "none.json: there is no such file");

    [Theory]
    [InlineData("phantsy", "did you mean \"phantasy\"?")]
    [InlineData("joegsuns", "did you mean \"joesguns\"?")]
    [InlineData("xyzzyxyzzy", "there is no server \"xyzzyxyzzy\"")]
    public void AnUnknownHost_IsRefused_WithTheNearestName(string target, string told)
    {
        Cli.Refuses(["run", "--save", Save("mid.json"), "--target", target], $"there is no server \"{target}\"", told);
        Cli.Refuses(["run", "--target", target], $"there is no server \"{target}\"", told);
    }

    [Theory]
    [InlineData("protto", "did you mean \"proto\"?")]
    [InlineData("shotgnu", "did you mean \"shotgun\"?")]
    public void AnUnknownScheduler_IsRefused_WithTheNearestName(string scheduler, string told) =>
        Cli.Refuses(["run", "--scheduler", scheduler], $"--scheduler: there is no scheduler \"{scheduler}\"", told);

    [Fact]
    public void AnUnknownSchedulerLikeNoOther_IsRefused_WithAllThatThereAre() =>
        Cli.Refuses(["run", "--scheduler", "xyz"], "valid: " + string.Join(", ", SchedulerCatalogue.All.Select(scheduler => scheduler.Name)));

    [Theory]
    [InlineData("-5m")]
    [InlineData("0s")]
    [InlineData("4000d")]
    [InlineData("soon")]
    [InlineData("NaNs")]
    public void ADurationOutOfRange_IsRefused(string duration)
    {
        Cli.Refuses(["run", "--duration", duration], "--duration", $"\"{duration}\"", "more than 0s and at most 3650d");
        var file = _folder.Write("long.json", "{\"world\": {\"newGame\": {}}, \"scheduler\": \"proto\", \"duration\": \"" + duration + "\"}");
        Cli.Refuses(["run", file], "long.json: duration (line 1)", $"\"{duration}\"");
    }

    [Theory]
    [InlineData("proto", "1GB")]
    [InlineData("proto", "4GB")]
    [InlineData("shotgun", "4x1.5GB")]
    [InlineData("periodic", "5GB")]
    [InlineData("jit", "1.74GB")]
    public void RamTooSmallForOneBatch_IsRefused_WithWhatIsNeeded(string scheduler, string ram) =>
        Cli.Refuses(
            ["run", "--scheduler", scheduler, "--ram", ram, "--target", "n00dles"],
            "ram", "is too small for one batch on n00dles", "the smallest HWGW batch there takes 6.95GB, each job on one host");

    [Theory]
    [InlineData("jit", "8x1.69GB", "each job on one host")]
    [InlineData("loop", "1GB", "2.4GB is needed for one thread of the script")]
    [InlineData("loop", "100x2.39GB", "2.4GB is needed for one thread of the script")]
    public void HostsTooSmallForOneJob_AreRefused(string scheduler, string ram, string told) =>
        Cli.Refuses(["run", "--scheduler", scheduler, "--ram", ram, "--target", "n00dles"], "ram", told);

    [Theory]
    [InlineData("0GB")]
    [InlineData("-64GB")]
    [InlineData("64")]
    [InlineData("0x64GB")]
    [InlineData("lots")]
    public void RamOfAnotherForm_IsRefused(string ram) =>
        Cli.Refuses(["run", "--ram", ram], "--ram", $"\"{ram}\"", "64GB", "4x16GB", "more than 0GB");

    [Theory]
    [InlineData("loop")]
    [InlineData("proto")]
    [InlineData("jit")]
    public void ATargetAboveThePlayersLevel_IsRefused(string scheduler) =>
        Cli.Refuses(
            ["run", "--save", Save("mid.json"), "--level", "3", "--scheduler", scheduler, "--target", "phantasy"],
            "target: phantasy needs hacking level 100, the player has 3", "a target within the player's level is needed");

    [Theory]
    [InlineData("home", "holds no money")]
    [InlineData("pserv-0", "holds no money")]
    public void ATargetThatIsNone_IsRefused(string target, string told) =>
        Cli.Refuses(["run", "--save", Save("mid.json"), "--target", target], target, told);

    [Fact]
    public void ATargetWithoutRoot_IsRefused() =>
        Cli.Refuses(["run", "--save", Save("early.json"), "--target", "phantasy"], "phantasy is not rooted");

    [Theory]
    [InlineData("--spacer", "0ms", "from 1ms to 1h")]
    [InlineData("--spacer", "0", "from 1ms to 1h")]
    [InlineData("--spacer", "-5ms", "from 1ms to 1h")]
    [InlineData("--spacer", "20", "a duration such as 20ms")]
    [InlineData("--greed", "0", "to 100%")]
    [InlineData("--greed", "-10%", "to 100%")]
    [InlineData("--greed", "1.01", "to 100%")]
    [InlineData("--greed", "101%", "to 100%")]
    [InlineData("--greed", "NaN", "to 100%")]
    [InlineData("--depth", "-1", "a whole number is needed")]
    [InlineData("--level-ups", "hope", "recalculate")]
    [InlineData("--placement", "worst-fit", "first-fit, best-fit")]
    public void AnOptionOutOfRange_IsRefused_WithTheRange(string option, string value, string valid) =>
        Cli.Refuses(["run", "--scheduler", "shotgun", option, value], $"{option}: \"{value}\"", valid);

    [Fact]
    public void ASpacerBetweenMilliseconds_IsRefused() =>
        Cli.Refuses(["run", "--spacer", "1.5ms"], "spacer: 1.5ms", "whole milliseconds are needed");

    [Theory]
    [InlineData("HWG", "ends with a weaken (W)")]
    [InlineData("HG", "ends with a weaken (W)")]
    [InlineData("GW", "at least one hack (H)")]
    [InlineData("HW", "grows (G) after its last hack (H)")]
    [InlineData("HXW", "letters H, G and W only")]
    [InlineData("W", "2 to 64 letters")]
    public void APatternThatWouldNotHold_IsRefused(string pattern, string valid) =>
        Cli.Refuses(["run", "--pattern", pattern], $"pattern: \"{pattern}\"", valid);

    [Theory]
    [InlineData("shotgun")]
    [InlineData("periodic")]
    public void ADepthOverWhatRamHolds_IsRefused_WithWhatItHolds(string scheduler) =>
        Cli.Refuses(["run", "--scheduler", scheduler, "--depth", "100000", "--target", "n00dles"], "depth: 100000", "RAM holds ", "n00dles at this greed");

    [Fact]
    public void GreedOverWhatRamHolds_IsRefused_WithWhatItHolds() =>
        Cli.Refuses(["run", "--scheduler", "proto", "--ram", "16GB", "--target", "phantasy", "--greed", "90%"], "greed: 90%", "RAM holds one batch on phantasy up to a greed of ");

    [Theory]
    [InlineData("--level", "0", "1")]
    [InlineData("--level", "many", "a whole number is needed")]
    [InlineData("--level", "999999999", "at most ")]
    [InlineData("--seed", "-1", "a whole number is needed")]
    [InlineData("--bitnode", "15", "1 to 14")]
    [InlineData("--bitnode", "0", "1 to 14")]
    public void ANumberOutOfRange_IsRefused(string option, string value, string valid) =>
        Cli.Refuses(["run", option, value], option.TrimStart('-'), value, valid);

    [Fact]
    public void AnUnknownOption_IsRefused_WithTheNearestName()
    {
        Cli.Refuses(["run", "--spacr", "20ms"], "there is no option --spacr; did you mean \"--spacer\"?");
        Cli.Refuses(["run", "--jsn"], "there is no option --jsn; did you mean \"--json\"?");
    }

    [Fact]
    public void AnUnknownCommand_IsRefused() => Cli.Refuses(["rnu"], "rnu");

    [Fact]
    public void AnOptionOfAnotherScheduler_IsRefused_WithThoseThatHaveIt() =>
        Cli.Refuses(["run", "--scheduler", "proto", "--permanent-weaken"], "--permanent-weaken: not an option of proto", "jit");

    [Fact]
    public void EveryProblem_IsToldAtOnce() =>
        Cli.Refuses(
            ["run", "--ram", "none", "--duration", "-1h", "--level", "0", "--greed", "7", "--spacer", "0ms"],
            "--ram", "--duration", "--level", "--greed", "--spacer");

    [Fact]
    public void PingPong_WithOneTarget_IsRefused() =>
        Cli.Refuses(["run", "--level-ups", "ping-pong", "--target", "n00dles"], "target: one target", "two targets or more");
}
