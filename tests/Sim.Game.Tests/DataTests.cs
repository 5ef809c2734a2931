using System.Text.Json;
using Sim.Testing;

namespace Sim.Game.Tests;

public sealed class DataTests
{
    [Fact]
    public void BitNodes_AreEqualToTheGames_BitForBit()
    {
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllText(Repository.Data("reference", "bitnodes.json")));
        int compared = 0;
        foreach (JsonElement entry in reference.RootElement.GetProperty("bitnodes").EnumerateArray())
        {
            int bitNode = entry.GetProperty("bitNode").GetInt32();
            JsonElement level = entry.GetProperty("level");
            BitNodeMultipliers ours = BitNodes.Multipliers(bitNode, level.ValueKind == JsonValueKind.Null ? 3 : level.GetInt32());
            foreach (string name in BitNodes.MultiplierNames)
            {
                Assert.Equal(entry.GetProperty("multipliers").GetProperty(name).GetDouble(), BitNodes.Value(ours, name));
                compared++;
            }
        }

        Assert.Equal(21 * 18, compared);
    }

    [Fact]
    public void MultiplierNames_AreAllOfTheRecords()
    {
        string[] properties = [.. typeof(BitNodeMultipliers).GetProperties().Where(property => property.PropertyType == typeof(double)).Select(property => property.Name)];
        Assert.Equal(properties.Order(StringComparer.Ordinal), BitNodes.MultiplierNames.Order(StringComparer.Ordinal));
        foreach (string name in BitNodes.MultiplierNames)
        {
            Assert.Equal(7, BitNodes.Value(BitNodes.With(BitNodeMultipliers.One, name, 7), name));
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(15, 1)]
    [InlineData(12, 0)]
    public void BitNodes_ThatDoNotExist_AreRefused(int bitNode, int level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BitNodes.Multipliers(bitNode, level));

    [Theory]
    [InlineData(1, 1, 25, 1_048_576)]
    [InlineData(9, 1, 0, 1_048_576)]
    [InlineData(10, 1, 15, 524_288)]
    [InlineData(12, 10, 21, 524_288)]
    public void PurchasedServers_AreLimitedByTheBitNode(int bitNode, int level, int count, long gigabytes)
    {
        BitNodeMultipliers multipliers = BitNodes.Multipliers(bitNode, level);
        Assert.Equal(count, BitNodes.PurchasedServersMax(multipliers));
        Assert.Equal(RamSize.FromGigabytes(gigabytes), BitNodes.PurchasedServerRamMax(multipliers));
    }

    [Fact]
    public void ServerTable_IsEqualToTheGames()
    {
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllText(Repository.Data("reference", "servers.json")));
        JsonElement[] entries = [.. reference.RootElement.GetProperty("servers").EnumerateArray()];
        Assert.Equal(71, ServerTable.Rows.Length);
        Assert.Equal(71, entries.Length);
        foreach ((JsonElement entry, ServerTableRow row) in entries.Zip(ServerTable.Rows))
        {
            Assert.Equal(entry.GetProperty("hostname").GetString(), row.Hostname);
            Assert.Equal(entry.GetProperty("organizationName").GetString(), row.Organization);
            Assert.Equal(Range(entry, "moneyAvailable"), row.Money);
            Assert.Equal(Range(entry, "hackDifficulty"), row.Security);
            Assert.Equal(Range(entry, "requiredHackingSkill"), row.LevelRequired);
            Assert.Equal(Range(entry, "serverGrowth"), row.Growth);
            Assert.Equal(Range(entry, "maxRamExponent"), row.RamExponent);
            Assert.Equal(entry.GetProperty("numOpenPortsRequired").GetInt32(), row.PortsRequired);
            Assert.Equal(Range(entry, "networkLayer")?.Min, row.NetworkLayer);
        }
    }

    [Fact]
    public void RamCosts_AreEqualToTheGames()
    {
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllText(Repository.Data("reference", "ram-costs.json")));
        JsonElement root = reference.RootElement;
        var expected = new List<(string Group, string Name, double Cost)>();
        expected.AddRange(root.GetProperty("topLevel").EnumerateObject().Select(function => ("", function.Name, function.Value.GetDouble())));
        foreach (JsonProperty group in root.GetProperty("groups").EnumerateObject())
        {
            expected.AddRange(group.Value.EnumerateObject().Select(function => (group.Name, function.Name, function.Value.GetDouble())));
        }

        foreach (JsonProperty function in root.GetProperty("singularity").EnumerateObject())
        {
            expected.Add(("singularity", function.Name, function.Value.GetProperty("sf4_3").GetDouble()));
            Assert.True(RamCosts.TryGet(function.Name, out FunctionRamCost cost));
            for (int level = 0; level <= 3; level++)
            {
                Assert.Equal(function.Value.GetProperty($"sf4_{level}").GetDouble(), cost.At(level));
            }
        }

        Assert.Equal(expected.Order(), RamCosts.Functions.Select(function => (function.Group, function.Name, function.Gigabytes)).Order());
        Assert.Equal(RamCosts.ScriptBase, root.GetProperty("baseScriptCost").GetDouble());
        Assert.Equal(RamCosts.ScriptMax, root.GetProperty("maxScriptCost").GetDouble());
        Assert.Equal(RamCosts.HacknetNamespace, root.GetProperty("hacknetNamespaceCost").GetDouble());
        Assert.Equal(RamCosts.WindowOrDocument, root.GetProperty("windowOrDocumentCost").GetDouble());
    }

    [Fact]
    public void RamCosts_OfOneIdentifier_NeverDiffer()
    {
        foreach (IGrouping<string, FunctionRamCost> same in RamCosts.Functions.GroupBy(function => function.Identifier))
        {
            Assert.Single(same.Select(function => function.Gigabytes).Distinct());
        }
    }

    [Fact]
    public void Workers_CostWhatTheirScriptsDo()
    {
        Assert.Equal(RamCosts.HackWorker, RamCosts.ScriptCost(["hack"]));
        Assert.Equal(RamCosts.GrowWorker, RamCosts.ScriptCost(["grow", "grow"]));
        Assert.Equal(RamCosts.WeakenWorker, RamCosts.ScriptCost(["weaken", "main", "args"]));
        Assert.Equal(new RamSize(715), RamCosts.Controller);
        Assert.Equal(new RamSize(560), RamCosts.ScriptCost(["hacknet"]));
        Assert.Equal(RamSize.FromGigabytes(1024), RamCosts.ScriptCost(RamCosts.Functions.Select(function => function.Identifier), 0));
    }

    private static IntRange? Range(JsonElement entry, string name)
    {
        JsonElement value = entry.GetProperty(name);
        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Object => new IntRange(value.GetProperty("min").GetInt64(), value.GetProperty("max").GetInt64()),
            // The game treats 0 as not given, and so does our table; the number of ports is read elsewhere.
            _ => value.GetInt64() == 0 ? null : new IntRange(value.GetInt64(), value.GetInt64()),
        };
    }
}
