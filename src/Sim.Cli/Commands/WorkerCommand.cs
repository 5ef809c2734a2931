using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Sim.Engine;
using Sim.Experiments;

namespace Sim.Cli.Commands;

/// <summary><c>sim worker</c>: runs cells of other machines' sweeps.</summary>
internal static class WorkerCommand
{
    public static Command Create(CliConsole console)
    {
        var broker = new BrokerOptions();
        var parallel = SweepCommand.ParallelOption();
        var untilDone = new Option<bool>("--until-done") { Description = "End when the sweep is over, instead of waiting for the next" };
        var command = new Command("worker", "Runs cells for sim sweep --broker, on any number of machines") { parallel, untilDone };
        broker.AddTo(command);
        command.SetAction((parsed, cancel) => Task.FromResult(console.Run(() =>
        {
            var threads = SweepCommand.Threads(parsed.GetValue(parallel));
            var settings = broker.Read(parsed) ?? throw new InputException(new InputProblem("", "--broker", "missing", "amqp://host:port/vhost is needed"));
            var clock = Stopwatch.StartNew();
            using var worker = new SweepWorker(settings, threads, parsed.GetValue(untilDone), ScriptEngines.Checked, message => console.Errors.WriteLine($"sim: {message}"));
            worker.Run(cancel);
            console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{worker.Done:#,0} runs in {clock.Elapsed.TotalSeconds:0.0} s"));
            return cancel.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Fine;
        })));
        return command;
    }
}
