using System.Text.Json.Nodes;
using Sim.Engine;
using Sim.Experiments.Verification;
using Sim.Testing;

namespace Sim.Experiments.Tests;

public sealed class TraceVerifierTests
{
    public static TheoryData<string> Traces() => [.. Directory.GetFiles(Repository.Data("reference", "traces"), "*.json").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Traces))]
    public void EveryRecording_IsReplayedWithoutADifference(string name)
    {
        var report = TraceVerifier.Verify(Repository.Data("reference", "traces", name));
        Assert.Null(report.FirstMismatch);
        Assert.Equal(0, report.Mismatched);
        Assert.True(report.Checked > 50);
    }

    [SharedReferenceFact]
    public void TheWholeReferenceData_IsReplayedWithoutADifference()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.SharedReference!, "traces"), "*.json"))
        {
            Assert.True(TraceVerifier.Verify(file).IsEqual, file);
        }
    }

    [Theory]
    [InlineData("operations", "durationMs")]
    [InlineData("operations", "secAtStart")]
    [InlineData("results", "moneyAfter")]
    [InlineData("results", "secAfter")]
    [InlineData("results", "expAfter")]
    [InlineData("results", "returned")]
    [InlineData("results", "endMs")]
    public void OneChangedValue_IsFound(string list, string field)
    {
        var trace = Read();
        var entry = trace[list]![1]!;
        entry[field] = (double)entry[field]! + 1;
        var report = Verify(trace);
        Assert.True(report.Mismatched > 0);
        Assert.Contains(field, report.FirstMismatch, StringComparison.Ordinal);
    }

    [Fact]
    public void SwappedLandings_AreFound()
    {
        var trace = Read();
        var (first, second) = (trace["results"]![0]!, trace["results"]![1]!);
        (first["id"], second["id"]) = ((int)second["id"]!, (int)first["id"]!);
        Assert.Contains("landing order", Verify(trace).FirstMismatch, StringComparison.Ordinal);
    }

    [Fact]
    public void AKilledOperation_HasNoEffectAndDrawsNothing()
    {
        // The last weaken is killed halfway: what it would have changed stays, and everything before is as it was.
        var trace = Read();
        var results = (JsonArray)trace["results"]!;
        var last = (JsonObject)results[^1]!;
        var security = (double)last["secBefore"]!;
        var exp = (double)last["expBefore"]!;
        var level = (double)last["levelAfter"]!;
        trace["results"]![results.Count - 1] = new JsonObject
        {
            ["id"] = (int)last["id"]!,
            ["endMs"] = (double)last["endMs"]! - 1,
            ["endSeq"] = (long)last["endSeq"]!,
            ["killed"] = true,
        };
        trace["final"]!["player"]!["hackingExp"] = exp;
        trace["final"]!["player"]!["hackingLevel"] = level;
        foreach (var server in (JsonArray)trace["final"]!["servers"]!)
        {
            if ((string)server!["hostname"]! == "joesguns") server["hackDifficulty"] = security;
        }

        var report = Verify(trace);
        Assert.Null(report.FirstMismatch);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1, 2")]
    [InlineData("null")]
    public void AFileThatIsNoRecording_IsRefused(string text)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            Assert.Throws<InputException>(() => TraceVerifier.Verify(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static JsonNode Read() => JsonNode.Parse(File.ReadAllText(Repository.Data("reference", "traces", "a_single_batch.json")))!;

    private static VerifyReport Verify(JsonNode trace)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, trace.ToJsonString());
            return TraceVerifier.Verify(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
