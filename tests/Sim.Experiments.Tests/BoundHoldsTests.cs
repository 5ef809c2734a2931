using System.Text;
using Sim.Game;
using Sim.Schedulers;
using Sim.Testing;

namespace Sim.Experiments.Tests;

/// <summary>No scheduler earns more than the bound, whatever it does: the bound's own test, by all that could break it.</summary>
public sealed class BoundHoldsTests
{
    public static TheoryData<string, string, string> Runs()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var scheduler in SchedulerCatalogue.All)
        {
            data.Add("early", "n00dles", scheduler.Name);
            data.Add("mid", "phantasy", scheduler.Name);
            data.Add("late", "ecorp", scheduler.Name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void NoRun_EarnsMoreThanTheBound(string save, string target, string scheduler)
    {
        foreach (var ram in (string[])["", "\"ram\": \"256GB\",", "\"ram\": \"8TB\","])
        {
            foreach (var lag in (string[])["none", "desktop"])
            {
                var scenario = $$"""
                    {"title": "bound", "world": {"save": {{Quoted(Repository.Data("reference", "save", save + ".json"))}}}, "target": "{{target}}",
                     "prepped": true, {{ram}} "lag": "{{lag}}", "duration": "30m", "scheduler": "{{scheduler}}"}
                    """;
                Check(scenario);
            }
        }
    }

    private static void Check(string text)
    {
        RunSpec spec;
        try
        {
            spec = RunSpec.From(ScenarioFile.Parse("bound.json", Encoding.UTF8.GetBytes(text), SchedulerCatalogue.All));
        }
        catch (Sim.Engine.InputException)
        {
            // This scheduler does not run with so little RAM; what it needs has its own tests.
            return;
        }

        var facts = Simulation.Run(spec);
        var once = spec.Targets.Sum(id => spec.World.Servers[id.Index].State.MoneyMax) * spec.World.Multipliers.ScriptHackMoneyGain;
        var most = (facts.BoundMoneyPerS!.Value * facts.SimulatedS) + once;

        // Luck: six standard deviations of the number of hacks that succeed.
        var chance = spec.Targets.Max(id => Chance(spec.World.Servers[id.Index].State, spec.World.Player.Person));
        var luck = facts.Hacks == 0 ? 0 : 6 * Math.Sqrt((1 - Math.Min(1, chance)) / (facts.Hacks * Math.Max(chance, 1e-9)));
        Assert.True(facts.MoneyEarned <= most * (1 + luck), $"{facts.MoneyEarned} > {most} x (1 + {luck}) in {text}");
    }

    private static double Chance(Server target, Person person)
    {
        var prepped = BatchMath.Prepped(in target);
        return HackingFormulas.Chance(in prepped, in person);
    }

    private static string Quoted(string path) => System.Text.Json.JsonSerializer.Serialize(path);
}
