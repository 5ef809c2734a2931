using System.Text;

namespace Sim.Engine.Tests;

public sealed class InputTests
{
    [Fact]
    public void Problem_IsOneReadableLine()
    {
        var problem = new InputProblem("mid.json", "PlayerSave.skills.hacking", "missing", "a number >= 1 is needed");
        Assert.Equal("mid.json: PlayerSave.skills.hacking: missing; a number >= 1 is needed", problem.ToString());
        Assert.Equal("empty", new InputProblem("", "", "empty").ToString());
    }

    [Fact]
    public void Exception_CarriesEveryProblem()
    {
        var problems = new InputProblems("x.json");
        problems.Add("a", "wrong");
        problems.Add("b", "wrong too");
        var error = Assert.Throws<InputException>(problems.ThrowIfAny);
        Assert.Equal(2, error.Problems.Length);
        Assert.Contains("x.json: b: wrong too", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_BeyondTheMostAreCounted()
    {
        var problems = new InputProblems("x");
        for (int i = 0; i < InputProblems.CountMax + 3; i++) problems.Add("p", "q");
        var error = Assert.Throws<InputException>(problems.ThrowIfAny);
        Assert.Equal("x: and 3 more problems", error.Problems[^1].ToString());
    }

    [Fact]
    public void Node_KnowsItsPathAndLine()
    {
        InputNode root = Read("{\n // a comment\n \"a\": [1, {\"b\": \"c\",}],\n}", out _)!;
        InputNode b = root["a"]!.Items[1]["b"]!;
        Assert.Equal("a[1].b", b.Path);
        Assert.Equal("a[1].b (line 3)", b.PathAndLine);
        Assert.Equal("c", b.Text);
        Assert.Equal("1", root["a"]!.Items[0].Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"a\": }")]
    [InlineData("{} {}")]
    [InlineData("[1, 2")]
    [InlineData("nul")]
    [InlineData("{\"a\": \"\\ud800\"}")]
    public void Node_OfBrokenText_IsAProblemNotAnException(string text)
    {
        Assert.Null(Read(text, out InputProblems problems));
        Assert.Equal(1, problems.Count);
    }

    [Fact]
    public void Node_TooDeep_IsAProblem()
    {
        Assert.Null(Read(new string('[', 100_000), out InputProblems problems));
        Assert.True(problems.Any);
    }

    [Fact]
    public void Node_WithAKeyTwice_IsAProblem()
    {
        Read("{\"a\": 1,\n\"a\": 2}", out InputProblems problems);
        var error = Assert.Throws<InputException>(problems.ThrowIfAny);
        Assert.Contains("a (line 2)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("phantsy", "phantasy")]
    [InlineData("PHANTASY", "phantasy")]
    [InlineData("joesgnus", "joesguns")]
    [InlineData("noodles", "n00dles")]
    [InlineData("sausage", null)]
    public void NearestName_ForgivesAThirdOfTheLetters(string typed, string? expected) =>
        Assert.Equal(expected, NearestName.Find(typed, ["n00dles", "phantasy", "joesguns"]));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "acb", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("same", "same", 0)]
    public void Distance_CountsEdits(string left, string right, int expected) => Assert.Equal(expected, NearestName.Distance(left, right));

    private static InputNode? Read(string text, out InputProblems problems)
    {
        problems = new InputProblems("x.json");
        return InputNode.Parse(Encoding.UTF8.GetBytes(text), problems, lenient: true);
    }
}
