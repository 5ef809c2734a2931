using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sim.Engine;
using Sim.Testing;

namespace Sim.Game.Tests;

public sealed class SaveFileTests
{
    [Theory]
    [InlineData("early", "early.json")]
    [InlineData("early", "early.json.gz")]
    [InlineData("mid", "mid.json")]
    [InlineData("mid", "mid.json.gz")]
    [InlineData("late", "late.json")]
    [InlineData("late", "late.json.gz")]
    public void ReferenceSaves_AreReadFieldByField(string name, string file)
    {
        SaveFile save = SaveFile.Load(PathOf(file));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(PathOf($"{name}-expected.json")));
        JsonElement expected = document.RootElement;
        WorldSpec world = save.World;

        Assert.Equal(expected.GetProperty("saveVersionNumber").GetInt32(), save.Version);
        Assert.Equal(expected.GetProperty("bitNode").GetProperty("n").GetInt32(), world.BitNode);
        Assert.Equal(expected.GetProperty("bitNode").GetProperty("level").GetInt32(), world.BitNodeLevel);
        Assert.Equal(
            expected.GetProperty("sourceFiles").EnumerateObject().Select(entry => $"{entry.Name}={entry.Value.GetInt32()}"),
            world.Player.SourceFiles.Select(entry => $"{entry.Key}={entry.Value}"));
        Assert.Equal(
            expected.GetProperty("augmentations").EnumerateArray().Select(entry => KeyValuePair.Create(entry.GetProperty("name").GetString()!, entry.GetProperty("level").GetInt32())),
            world.Player.Augmentations);
        Assert.Equal(expected.GetProperty("money").GetDouble(), world.Player.Money);
        Assert.Equal(Numbers(expected, "skills"), world.Player.Skills);
        Assert.Equal(Numbers(expected, "exp"), world.Player.Exp);
        Assert.Equal(Numbers(expected, "mults"), world.Player.Multipliers);
        Assert.Equal(expected.GetProperty("lastUpdate").GetDouble(), save.LastUpdateUnixMs);
        Assert.Equal(expected.GetProperty("playtimeMs").GetDouble(), save.PlaytimeMs);
        Assert.Equal(Texts(expected, "purchasedServers"), save.PurchasedServers);
        Assert.Equal(Texts(expected, "homePrograms"), world.Player.Programs);
        foreach (JsonProperty multiplier in expected.GetProperty("bitNodeMultipliers").EnumerateObject())
        {
            Assert.Equal(multiplier.Value.GetDouble(), BitNodes.Value(world.Multipliers, multiplier.Name));
        }

        Person person = world.Player.Person;
        JsonElement mults = expected.GetProperty("mults");
        Assert.Equal(expected.GetProperty("skills").GetProperty("hacking").GetDouble(), person.Level);
        Assert.Equal(expected.GetProperty("skills").GetProperty("intelligence").GetDouble(), person.Intelligence);
        Assert.Equal(expected.GetProperty("exp").GetProperty("hacking").GetDouble(), person.Exp);
        Assert.Equal(mults.GetProperty("hacking").GetDouble(), person.LevelMultiplier);
        Assert.Equal(mults.GetProperty("hacking_chance").GetDouble(), person.ChanceMultiplier);
        Assert.Equal(mults.GetProperty("hacking_speed").GetDouble(), person.SpeedMultiplier);
        Assert.Equal(mults.GetProperty("hacking_money").GetDouble(), person.MoneyMultiplier);
        Assert.Equal(mults.GetProperty("hacking_grow").GetDouble(), person.GrowMultiplier);
        Assert.Equal(mults.GetProperty("hacking_exp").GetDouble(), person.ExpMultiplier);

        JsonElement[] servers = [.. expected.GetProperty("servers").EnumerateArray()];
        Assert.Equal(servers.Length, world.Servers.Length);
        foreach ((JsonElement theirs, ServerSpec ours) in servers.Zip(world.Servers))
        {
            Assert.Equal(theirs.GetProperty("hostname").GetString(), ours.Hostname);
            Assert.Equal(theirs.GetProperty("moneyAvailable").GetDouble(), ours.State.Money);
            Assert.Equal(theirs.GetProperty("moneyMax").GetDouble(), ours.State.MoneyMax);
            Assert.Equal(theirs.GetProperty("hackDifficulty").GetDouble(), ours.State.Security);
            Assert.Equal(theirs.GetProperty("minDifficulty").GetDouble(), ours.State.SecurityMin);
            Assert.Equal(theirs.GetProperty("baseDifficulty").GetDouble(), ours.State.SecurityBase);
            Assert.Equal(theirs.GetProperty("requiredHackingSkill").GetDouble(), ours.State.LevelRequired);
            Assert.Equal(theirs.GetProperty("serverGrowth").GetDouble(), ours.State.Growth);
            Assert.Equal(theirs.GetProperty("maxRam").GetDouble(), ours.RamMax.Gigabytes);
            Assert.Equal(theirs.GetProperty("cpuCores").GetInt32(), ours.Cores);
            Assert.Equal(theirs.GetProperty("hasAdminRights").GetBoolean(), ours.State.HasRoot);
            Assert.Equal(theirs.GetProperty("purchasedByPlayer").GetBoolean(), ours.PurchasedByPlayer);
            Assert.Equal(theirs.GetProperty("numOpenPortsRequired").GetInt32(), ours.PortsRequired);
            Assert.Equal(theirs.GetProperty("openPortCount").GetInt32(), ours.PortsOpen);
            Assert.Equal(Texts(theirs, "serversOnNetwork"), ours.Connections);
        }
    }

    [Fact]
    public void PlainJson_WrappedBase64AndByteOrderMarks_AreReadToo()
    {
        byte[] json = Json("mid");
        Assert.Equal(800, SaveFile.Parse("x", json).World.Player.Person.Level);
        Assert.Equal(800, SaveFile.Parse("x", [.. Encoding.UTF8.Preamble, .. json]).World.Player.Person.Level);
        string wrapped = Convert.ToBase64String(json, Base64FormattingOptions.InsertLineBreaks) + "\r\n";
        Assert.Equal(800, SaveFile.Parse("x", Encoding.ASCII.GetBytes(wrapped)).World.Player.Person.Level);
        Assert.Equal(800, SaveFile.Parse("x", Encoding.ASCII.GetBytes(Convert.ToBase64String(Zip(json)))).World.Player.Person.Level);
    }

    [Fact]
    public void CutShort_AnyForm_IsRefusedWithAReason()
    {
        foreach (string file in new[] { "early.json", "early.json.gz" })
        {
            byte[] whole = File.ReadAllBytes(PathOf(file));
            int step = whole.Length / 97;
            for (int length = 0; length < whole.Length; length += step) Refused(whole[..length]);
            for (int cut = 1; cut <= 12; cut++) Refused(whole[..^cut]);
        }

        byte[] json = Json("early");
        for (int length = 0; length < json.Length; length += json.Length / 97) Refused(json[..length]);
    }

    [Fact]
    public void Garbage_IsRefusedWithAReason()
    {
        var random = new RandomStream(5);
        for (int i = 0; i < 300; i++)
        {
            byte[] bytes = [.. Enumerable.Range(0, random.NextInt(0, 400)).Select(_ => (byte)random.NextInt(0, 255))];
            Refused(bytes);
            if (bytes.Length < 2) continue;
            bytes[0] = 0x1F;
            bytes[1] = 0x8B;
            Refused(bytes);
            Refused(Zip(bytes));
            Refused(Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes)));
        }
    }

    [Fact]
    public void FlippedBytes_NeverEscapeAsOtherExceptions()
    {
        var random = new RandomStream(6);
        foreach (byte[] whole in new[] { File.ReadAllBytes(PathOf("early.json.gz")), Json("early"), File.ReadAllBytes(PathOf("early.json")) })
        {
            for (int i = 0; i < 150; i++)
            {
                byte[] damaged = [.. whole];
                damaged[random.NextInt(0, damaged.Length - 1)] ^= (byte)(1 << random.NextInt(0, 7));
                try
                {
                    SaveFile.Parse("damaged", damaged);
                }
                catch (InputException)
                {
                    // Either outcome is right: a flipped bit in a text that nobody reads does no harm.
                }
            }
        }
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("   \n", "the file is empty")]
    [InlineData("hello, world!", "neither base64 text, gzip nor JSON")]
    [InlineData("abcde", "no multiple of 4")]
    [InlineData("{}", "no Bitburner save")]
    [InlineData("{\"ctor\":\"Other\",\"data\":{}}", "no Bitburner save")]
    [InlineData("{\"ctor\":\"BitburnerSaveObject\",\"data\":{}}", "VersionSave: missing")]
    [InlineData("[1]", "neither base64 text")]
    [InlineData("{\"ctor\"", "no valid JSON")]
    public void OtherTexts_AreNamed(string text, string reason) => Assert.Contains(reason, Refused(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("37")]
    [InlineData("39")]
    [InlineData("\"38\"")]
    [InlineData("null")]
    public void OtherVersions_AreRefused(string version)
    {
        string message = Refused(Changed(data => data["VersionSave"] = version));
        Assert.Contains("VersionSave: ", message, StringComparison.Ordinal);
        Assert.Contains("only saves of version 38", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bomb_IsRefusedBeforeItFillsMemory()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 80; i++) gzip.Write(zeros);
        }

        Assert.Contains("more than 64 MB", Refused(packed.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void MissingAndWrongFields_AreAllToldAtOnce()
    {
        byte[] bytes = Changed(data =>
        {
            Edit(data, "PlayerSave", player =>
            {
                player["data"]!["skills"]!.AsObject().Remove("hacking");
                player["data"]!["exp"]!["hacking"] = null;
                player["data"]!["mults"]!.AsObject().Remove("hacking_speed");
                player["data"]!["bitNodeN"] = 99;
                player["data"]!["sourceFiles"]!["data"] = new JsonArray(new JsonArray(1));
            });
            Edit(data, "AllServersSave", servers =>
            {
                servers["n00dles"]!["data"]!.AsObject().Remove("moneyMax");
                servers["joesguns"]!["data"]!["hackDifficulty"] = -4;
                servers["phantasy"]!["ctor"] = "Toaster";
                servers["home"]!["data"]!["maxRam"] = "lots";
            });
        });
        var error = Assert.Throws<InputException>(() => SaveFile.Parse("mid.json", bytes));
        string[] expected =
        [
            "mid.json: AllServersSave.home.maxRam: \"lots\"; a number from 0 to 1099511627776 is needed",
            "mid.json: AllServersSave.joesguns.hackDifficulty: -4; a number from 0 to 100 is needed",
            "mid.json: AllServersSave.n00dles.moneyMax: missing; a number >= 0 is needed",
            "mid.json: AllServersSave.phantasy.ctor: \"Toaster\"; Server or HacknetServer is needed",
            "mid.json: PlayerSave.bitNodeN: 99; a number from 1 to 14 is needed",
            "mid.json: PlayerSave.exp.hacking: null; a number >= 0 is needed",
            "mid.json: PlayerSave.mults.hacking_speed: missing; a number >= 0 is needed",
            "mid.json: PlayerSave.skills.hacking: missing; a number >= 1 is needed",
            "mid.json: PlayerSave.sourceFiles[0]: a list; a JSONMap of whole numbers is needed: source file and level",
        ];
        Assert.Equal(expected, error.Problems.Select(problem => problem.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void HacknetServers_AreHosts()
    {
        byte[] bytes = Changed(data => Edit(data, "AllServersSave", servers => servers["hacknet-server-0"] = JsonNode.Parse("""
            {"ctor":"HacknetServer","data":{"hostname":"hacknet-server-0","organizationName":"","ip":"1.2.3.4","maxRam":128,"cpuCores":4,
             "hasAdminRights":true,"purchasedByPlayer":true,"serversOnNetwork":["home"],"level":7,"cores":4,"cache":1,"ramUsed":0}}
            """)));
        ServerSpec server = SaveFile.Parse("x", bytes).World.Servers[^1];
        Assert.Equal("hacknet-server-0", server.Hostname);
        Assert.Equal(RamSize.FromGigabytes(128), server.RamMax);
        Assert.Equal(4, server.Cores);
        Assert.True(server.State.HasRoot);
        Assert.Equal(0, server.State.MoneyMax);
        Assert.Equal(1, server.State.Security);
    }

    [Fact]
    public void NoSuchFile_IsAProblem() =>
        Assert.Contains("there is no such file", Assert.Throws<InputException>(() => SaveFile.Load(PathOf("none.json"))).Message, StringComparison.Ordinal);

    private static string Refused(byte[] bytes)
    {
        var error = Assert.Throws<InputException>(() => SaveFile.Parse("bad", bytes));
        Assert.All(error.Problems, problem => Assert.StartsWith("bad: ", problem.ToString(), StringComparison.Ordinal));
        return error.Message;
    }

    private static byte[] Changed(Action<JsonObject> change)
    {
        JsonNode root = JsonNode.Parse(Json("mid"))!;
        change(root["data"]!.AsObject());
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static void Edit(JsonObject data, string name, Action<JsonNode> change)
    {
        JsonNode document = JsonNode.Parse(data[name]!.GetValue<string>())!;
        change(document);
        data[name] = document.ToJsonString();
    }

    private static byte[] Json(string name) => Convert.FromBase64String(File.ReadAllText(PathOf($"{name}.json")));

    private static byte[] Zip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        return packed.ToArray();
    }

    private static string PathOf(string file) => Repository.Data("reference", "save", file);

    private static IEnumerable<KeyValuePair<string, double>> Numbers(JsonElement parent, string name) =>
        parent.GetProperty(name).EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, entry.Value.GetDouble()));

    private static IEnumerable<string> Texts(JsonElement parent, string name) =>
        parent.GetProperty(name).EnumerateArray().Select(entry => entry.GetString()!);
}
