using System.CommandLine;
using System.Globalization;
using Sim.Engine;
using Sim.Experiments.Lag;
using Sim.Game;
using Spectre.Console;

namespace Sim.Cli.Commands;

/// <summary><c>sim lag list | show | fit</c>: the lag models, and one's own from a probe's log.</summary>
internal static class LagCommand
{
    public static Command Create(CliConsole console) => new("lag", "Lag models: what things cost the game's thread")
    {
        CreateList(console),
        CreateShow(console),
        CreateFit(console),
    };

    private static Command CreateList(CliConsole console)
    {
        var command = new Command("list", "Lists the presets");
        command.SetAction(_ => console.Run(() => List(console)));
        return command;
    }

    private static Command CreateShow(CliConsole console)
    {
        var model = new Argument<string>("NAME") { Description = "A preset, or a lag model file" };
        var command = new Command("show", "Prints a lag model as a file, with the source of each number") { model };
        command.SetAction(parsed => console.Run(() =>
        {
            console.Output.Write(LagFile.ToText(LagModels.Resolve(parsed.GetValue(model)!)));
            return ExitCode.Fine;
        }));
        return command;
    }

    private static Command CreateFit(CliConsole console)
    {
        var log = new Argument<string>("FILE") { Description = "The log that docs/probe.js wrote in the game" };
        var target = new Option<string?>("--out") { Description = "Where to write the model; printed if not given" };
        var name = new Option<string>("--name") { Description = "The model's name", DefaultValueFactory = _ => "measured" };
        var command = new Command("fit", "Makes a lag model from a probe's log") { log, target, name };
        command.SetAction(parsed => console.Run(() => Fit(console, parsed.GetValue(log)!, parsed.GetValue(target), parsed.GetValue(name)!)));
        return command;
    }

    private static int List(CliConsole console)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("preset", "a task", "background", "what it is");
        foreach (var model in LagPresets.All)
        {
            var task = model[Activity.Exec].Cost.Mean + model[Activity.WorkerStart].Cost.Mean + model[Activity.Landing].Cost.Mean;
            table.AddRow(
                new Text(model.Name),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{task:0} us")),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{model.BackgroundLoad() * 100:0} %")),
                new Text(model.Description));
        }

        console.Tables().Write(table);
        console.Output.WriteLine("a task: exec, first line and landing, on average; background: the part of the");
        console.Output.WriteLine("thread's time that is gone without any batch.");
        return ExitCode.Fine;
    }

    private static int Fit(CliConsole console, string log, string? target, string name)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new InputException(new InputProblem("--name", "", "empty", "the model needs a name"));
        var model = LagFitter.Fit(ProbeLog.Load(log), name);
        if (target is null)
        {
            console.Output.Write(LagFile.ToText(model));
            return ExitCode.Fine;
        }

        LagFile.Save(model, target);
        console.Output.WriteLine($"{target}: lag model \"{model.Name}\"");
        console.Output.WriteLine($"exec: {model[Activity.Exec].Cost}");
        console.Output.WriteLine(model[Activity.OtherScripts].Cost.IsZero
            ? "pauses: none of 1 ms or more"
            : $"pauses: {model[Activity.OtherScripts].Cost}; from one to the next: {model[Activity.OtherScripts].Every}");
        return ExitCode.Fine;
    }
}
