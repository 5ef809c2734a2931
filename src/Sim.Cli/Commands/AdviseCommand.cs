using System.CommandLine;
using System.Globalization;
using Sim.Engine;
using Sim.Experiments;
using Sim.Game;
using Sim.Schedulers;
using Spectre.Console;

namespace Sim.Cli.Commands;

/// <summary><c>sim advise</c>: what to run now on a save, what it brings, and what would bring more.</summary>
internal static class AdviseCommand
{
    private const int TargetsMax = 1000;

    public static Command Create(CliConsole console)
    {
        var save = new Option<string?>("--save") { Description = "An exported save, in any of the game's forms", HelpName = "FILE" };
        var lag = new Option<string?>("--lag") { Description = "Lag of the player's machine: a preset (sim lag list) or a file [default: desktop]", HelpName = "NAME|FILE" };
        var spacer = new Option<string?>("--spacer-min") { Description = "The smallest gap between landings to try, whole milliseconds [default: 5ms]", HelpName = "TIME" };
        var targets = new Option<int?>("--targets") { Description = "Targets hacked at the same time at most; 0 for as many as pay [default: 0]", HelpName = "N" };
        var reserve = new Option<string?>("--home-reserve") { Description = "RAM on home that is left to other scripts [default: 0GB]", HelpName = "RAM" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object, as docs/advice.md describes it" };
        var command = new Command("advise", "Says what to run now on a save, what it earns, and what would earn more") { save, lag, spacer, targets, reserve, json };
        command.SetAction(parsed => console.Run(() =>
        {
            var request = Read(parsed.GetValue(save), parsed.GetValue(lag), parsed.GetValue(spacer), parsed.GetValue(targets), parsed.GetValue(reserve));
            var advice = Advisor.Advise(request);
            if (parsed.GetValue(json)) console.Output.WriteLine(AdviceJson.Write(advice, request));
            else Show(console, advice, request);
            return ExitCode.Fine;
        }));
        return command;
    }

    private static AdviceRequest Read(string? save, string? lag, string? spacerText, int? targets, string? reserveText)
    {
        var problems = new InputProblems("");
        if (save is null) problems.Add("--save", "not given", "an exported save is needed");
        else if (!File.Exists(save)) problems.Add("--save", $"there is no file {save}", "an exported save is needed");
        var spacer = SimDuration.FromMilliseconds(5);
        if (spacerText is not null && !(Units.TryParseDuration(spacerText, out spacer) && spacer.Micros >= 1000 && spacer.Micros % 1000 == 0 && spacer <= SimDuration.FromSeconds(10)))
        {
            problems.Add("--spacer-min", $"\"{spacerText}\"", "whole milliseconds such as 5ms are needed, from 1ms to 10s");
        }

        if (targets is < 0 or > TargetsMax) problems.Add("--targets", targets.Value.ToString(CultureInfo.InvariantCulture), "a whole number from 0 to 1000 is needed");
        var reserve = RamSize.Zero;
        if (reserveText is not null && !(RamUnits.TryParse(reserveText, out reserve) && reserve >= RamSize.Zero)) problems.Add("--home-reserve", $"\"{reserveText}\"", RamUnits.Help);
        LagModel? model = null;
        try
        {
            model = LagModels.Resolve(lag ?? "desktop");
        }
        catch (InputException refused)
        {
            foreach (var problem in refused.Problems) problems.Add("--lag", problem.ToString(), "");
        }

        problems.ThrowIfAny();
        return new AdviceRequest { World = SaveFile.Load(save!).World, Lag = model, SpacerMin = spacer, Targets = targets ?? 0, HomeReserve = reserve };
    }

    private static void Show(CliConsole console, Advice advice, AdviceRequest request)
    {
        var tables = console.Tables();
        var output = console.Output;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{request.World.Source}: hacking level {request.World.Player.Person.Level:0}, lag {request.Lag?.Name ?? "none"}"));
        output.WriteLine();
        ShowPlan(tables, output, advice, request);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"It earns ${ShortNumbers.Money(advice.MoneyPerS.Mean)}/s, give or take ${ShortNumbers.Money(advice.MoneyPerS.Interval95)}/s ({advice.MoneyPerS.Count} simulations), {advice.MoneyPerS.Mean / advice.BoundMoneyPerS * 100:0.#} % of what is possible."));
        output.WriteLine("Spacers tried: " + string.Join(", ", advice.Spacers.Select(tried => $"{Units.Format(tried.Spacer)} ${ShortNumbers.Money(tried.MoneyPerS)}/s")));
        output.WriteLine();
        if (advice.Plan.Solo is null) output.WriteLine("RAM by host: " + string.Join(", ", AdviceJson.RamByHost(advice).Select(host => $"{request.World.Servers[host.Host.Index].Hostname} {RamUnits.Format(host.Ram)}")));
        output.WriteLine();
        var compared = Table("scheduler", "target", "$/s", "of the plan's");
        foreach (var other in advice.Compared)
        {
            compared.AddRow(
                other.Name,
                Markup.Escape(other.Target),
                other.MoneyPerS is { } money ? ShortNumbers.Money(money) : "does not fit",
                other.MoneyPerS is { } earned ? ShortNumbers.Percent(earned / advice.MoneyPerS.Mean) : "-");
        }

        tables.Write(compared);
        output.WriteLine();
        var upgrades = Table("what would bring more", "price", "$/s more", "pays back in", "$/s for each $");
        foreach (var upgrade in advice.Upgrades)
        {
            upgrades.AddRow(
                Markup.Escape(upgrade.Name),
                upgrade.Cost is { } cost ? "$" + ShortNumbers.Money(cost) : "-",
                ShortNumbers.Money(upgrade.MoneyPerS),
                upgrade.PayBackS is { } seconds ? ShortNumbers.Seconds(seconds) + " s" : "-",
                upgrade.MoneyPerSPerDollar is { } rate ? rate.ToString("0.##e0", CultureInfo.InvariantCulture) : "-");
        }

        tables.Write(upgrades);
    }

    private static void ShowPlan(IAnsiConsole tables, TextWriter output, Advice advice, AdviceRequest request)
    {
        if (advice.Plan.Solo is { } solo)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"RAM is too little for batches. With all of it run one operation at a time on {request.World.Servers[solo.Target.Index].Hostname}: weaken while security is more than {solo.SecurityMargin} above its minimum, otherwise grow while money is below {solo.MoneyShare * 100:0.#} % of its maximum, otherwise hack, each with no more threads than it can use."));
            return;
        }

        output.WriteLine("Run this, on prepped targets:");
        var streams = Table("target", "pattern", "threads", "greed", "spacer", "period", "depth", "RAM", "$/s");
        foreach (var stream in advice.Plan.Streams)
        {
            streams.AddRow(
                Markup.Escape(request.World.Servers[stream.Target.Index].Hostname),
                stream.Pattern,
                string.Join('/', stream.Jobs.Select(job => job.Threads)),
                string.Create(CultureInfo.InvariantCulture, $"{stream.Greed * 100:0.##}%"),
                Units.Format(stream.Spacer),
                Units.Format(stream.Period),
                stream.Depth.ToString(CultureInfo.InvariantCulture),
                RamUnits.Format(stream.Ram),
                ShortNumbers.Money(stream.MoneyPerS));
        }

        tables.Write(streams);
    }

    private static Table Table(params ReadOnlySpan<string> headings)
    {
        var table = new Table { UseSafeBorder = true }.Border(TableBorder.None);
        var isFirst = true;
        foreach (var heading in headings)
        {
            table.AddColumn(new TableColumn(heading) { Alignment = isFirst || heading is "pattern" or "target" ? Justify.Left : Justify.Right, NoWrap = true }.Padding(0, 0, 2, 0));
            isFirst = false;
        }

        return table;
    }
}
