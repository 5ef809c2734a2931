using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Sim.Engine;
using Sim.Game;
using Spectre.Console;

namespace Sim.Cli.Commands;

/// <summary><c>sim world</c>: what a save or a new game holds, as the simulator sees it.</summary>
internal static class WorldCommand
{
    public static Command Create(CliConsole console)
    {
        var save = new Option<string?>("--save") { Description = "An exported save, in any of the game's forms; without it a new game", HelpName = "FILE" };
        var bitNode = new Option<int?>("--bitnode") { Description = "BitNode of the new game, 1 to 14 [default: 1]", HelpName = "N" };
        var level = new Option<int?>("--level") { Description = "The player's hacking level [default: 1, or the save's]", HelpName = "N" };
        var seed = new Option<ulong?>("--seed") { Description = "Draws the new game's values and links [default: 1]", HelpName = "N" };
        var path = new Option<string?>("--path") { Description = "Print the line that walks from home to this server in the game's terminal", HelpName = "HOST" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object with exact values" };
        var command = new Command("world", "Shows the player, the hosts and the targets of a save or of a new game") { save, bitNode, level, seed, path, json };
        command.SetAction(parsed => console.Run(() =>
        {
            WorldSpec world = Load(parsed.GetValue(save), parsed.GetValue(bitNode), parsed.GetValue(level), parsed.GetValue(seed));
            string? host = parsed.GetValue(path);
            if (parsed.GetValue(json)) console.Output.WriteLine(WorldJson.Write(world, host));
            else if (host is not null) console.Output.WriteLine(new ServerNames(world).ConnectCommand(host));
            else Show(world, console);
            return ExitCode.Fine;
        }));
        return command;
    }

    private static WorldSpec Load(string? save, int? bitNode, int? level, ulong? seed)
    {
        if (save is null)
        {
            NewGameOptions options = new();
            return NewGame.Create(options with { BitNode = bitNode ?? options.BitNode, Level = level ?? options.Level, Seed = seed ?? options.Seed });
        }

        var problems = new InputProblems("");
        if (bitNode is not null) problems.Add("--bitnode", "given beside --save", "the save has its own BitNode");
        if (seed is not null) problems.Add("--seed", "given beside --save", "nothing is drawn for a save");
        problems.ThrowIfAny();

        WorldSpec world = SaveFile.Load(save).World;
        if (level is not { } wanted) return world;
        if (wanted >= 1 && wanted <= world.LevelMax()) return world.WithLevel(wanted);
        throw new InputException(new InputProblem("", "--level", wanted.ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"a whole number from 1 to {world.LevelMax()} is needed")));
    }

    private static void Show(WorldSpec world, CliConsole console)
    {
        IAnsiConsole tables = console.Tables();
        Person person = world.Player.Person;
        console.Output.WriteLine(world.Source);
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"BitNode {world.BitNode} level {world.BitNodeLevel}; hacking {person.Level:0}, intelligence {person.Intelligence:0}, ${ShortNumbers.Money(world.Player.Money)}"));
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"chance x{person.ChanceMultiplier:0.###}, speed x{person.SpeedMultiplier:0.###}, money x{person.MoneyMultiplier:0.###}, grow x{person.GrowMultiplier:0.###}, exp x{person.ExpMultiplier:0.###}"));
        console.Output.WriteLine();

        ImmutableArray<ServerSpec> hosts = world.Hosts();
        Table hostTable = NewTable("host", "RAM", "cores", "kind");
        foreach (ServerSpec host in hosts)
        {
            string kind = host.Hostname == "home" ? "home" : host.PurchasedByPlayer ? "purchased" : "foreign";
            hostTable.AddRow(Markup.Escape(host.Hostname), RamUnits.Format(host.RamMax), host.Cores.ToString(CultureInfo.InvariantCulture), kind);
        }

        tables.Write(hostTable);
        RamSize total = hosts.Aggregate(RamSize.Zero, (sum, host) => sum + host.RamMax);
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{hosts.Length} hosts, {total} in all"));
        console.Output.WriteLine();

        Table targetTable = NewTable("target", "level", "$", "$ max", "sec", "min", "hack", "grow", "weak", "ch", "gr", "$/GBs");
        foreach (TargetRow row in TargetTable.Of(world))
        {
            Server state = row.Server.State;
            targetTable.AddRow(
                Markup.Escape(row.Server.Hostname),
                state.LevelRequired.ToString("0", CultureInfo.InvariantCulture),
                ShortNumbers.Money(state.Money),
                ShortNumbers.Money(state.MoneyMax),
                state.Security.ToString("0", CultureInfo.InvariantCulture),
                state.SecurityMin.ToString("0", CultureInfo.InvariantCulture),
                ShortNumbers.Seconds(row.HackSeconds),
                ShortNumbers.Seconds(row.GrowSeconds),
                ShortNumbers.Seconds(row.WeakenSeconds),
                ShortNumbers.Percent(row.Chance),
                ShortNumbers.Money(state.Growth),
                row.CanHack ? ShortNumbers.Money(row.MoneyPerGbSecond) : state.HasRoot ? "level" : "root");
        }

        tables.Write(targetTable);
        console.Output.WriteLine("hack, grow, weak: seconds, and ch: chance, all at minimum security; gr: growth;");
        console.Output.WriteLine("$/GBs: money for each GB held a second by batches that take 10 %, or what the");
        console.Output.WriteLine("player lacks to hack the server.");
    }

    /// <summary>A table of single spaces between columns, so that a dozen columns fit into 80 characters.</summary>
    private static Table NewTable(params ReadOnlySpan<string> headings)
    {
        Table table = new Table { UseSafeBorder = true }.Border(TableBorder.None);
        bool isFirst = true;
        foreach (string heading in headings)
        {
            var column = new TableColumn(heading) { Alignment = isFirst || heading == "kind" ? Justify.Left : Justify.Right, NoWrap = true };
            table.AddColumn(column.Padding(0, 0, 1, 0));
            isFirst = false;
        }

        return table;
    }
}
