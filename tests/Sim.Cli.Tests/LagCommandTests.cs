using System.Globalization;
using System.Text;
using Sim.Game;

namespace Sim.Cli.Tests;

public sealed class LagCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sim-lag-cli-").FullName;

    [Fact]
    public void List_NamesEveryPreset()
    {
        (int exit, string output, string errors) = Run("lag", "list");
        Assert.Equal((ExitCode.Fine, ""), (exit, errors));
        foreach (string name in LagPresets.Names) Assert.Contains(name, output, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_PrintsAFileThatShowsTheSameAgain()
    {
        (int exit, string output, _) = Run("lag", "show", "busy");
        Assert.Equal(ExitCode.Fine, exit);
        string path = Path.Combine(_folder, "busy.json");
        File.WriteAllText(path, output);
        Assert.Equal(LagPresets.Busy, LagFile.Load(path));
        Assert.Equal(output, Run("lag", "show", path).Output);
    }

    [Fact]
    public void Show_OfAnUnknownName_HintsAtTheNearest()
    {
        (int exit, string output, string errors) = Run("lag", "show", "headles");
        Assert.Equal((ExitCode.BadInput, ""), (exit, output));
        Assert.Equal("sim: no lag model \"headles\"; did you mean \"headless\"?", errors.Trim());
    }

    [Fact]
    public void Fit_WritesAModel_OrPrintsIt()
    {
        string log = WriteLog("end,660\n");
        string path = Path.Combine(_folder, "mine.json");
        (int exit, string output, string errors) = Run("lag", "fit", log, "--out", path, "--name", "mine");
        Assert.Equal((ExitCode.Fine, ""), (exit, errors));
        Assert.Contains("lag model \"mine\"", output, StringComparison.Ordinal);
        LagModel model = LagModels.Resolve(path);
        Assert.Equal("mine", model.Name);
        Assert.Equal(25, model[Activity.Exec].Cost.Mean, 0.001);
        Assert.Equal(LagFile.ToText(model), Run("lag", "fit", log, "--name", "mine").Output);
    }

    [Theory]
    [InlineData("", "ends without its last line")]
    [InlineData("end,66", "66 samples are announced, 660 are there")]
    public void Fit_OfACutLog_WritesNothing(string end, string expected)
    {
        string log = WriteLog(end);
        string path = Path.Combine(_folder, "mine.json");
        (int exit, string output, string errors) = Run("lag", "fit", log, "--out", path);
        Assert.Equal((ExitCode.BadInput, ""), (exit, output));
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.Contains("log.txt: line 66", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Fit_OfAnotherProgramsFile_IsRefused()
    {
        string log = Path.Combine(_folder, "other.txt");
        File.WriteAllText(log, "hello\n");
        (int exit, _, string errors) = Run("lag", "fit", log);
        Assert.Equal(ExitCode.BadInput, exit);
        Assert.Contains("other.txt: line 1: \"hello\"; this is no log of docs/probe.js", errors, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, Run("lag", "fit", Path.Combine(_folder, "none.txt")).Exit);
        Assert.Equal(ExitCode.BadInput, Run("lag", "fit", WriteLog("end,660\n"), "--name", " ").Exit);
        Assert.Equal(ExitCode.BadInput, Run("lag", "fit").Exit);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (int Exit, string Output, string Errors) Run(params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var errors = new StringWriter(CultureInfo.InvariantCulture);
        int exit = Program.Run(args, output, errors);
        return (exit, output.ToString(), errors.ToString());
    }

    private string WriteLog(string end)
    {
        var text = new StringBuilder("sim-lag-probe,1,bitburner,2.6.1\n");
        for (int i = 0; i < 60; i++)
        {
            for (int j = 0; j < 10; j++) text.Append(j == 0 ? "sleep,20,29.0000\n" : "sleep,20,20.1000\n");
            text.Append("exec,20,0.5000\n");
        }

        string path = Path.Combine(_folder, "log.txt");
        File.WriteAllText(path, text.Append(end).ToString());
        return path;
    }
}
