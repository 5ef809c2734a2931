using FsCheck;
using FsCheck.Fluent;
using Sim.Game;

namespace Sim.Schedulers.Tests;

public sealed class FlightBookTests
{
    [Fact]
    public void NewBook_KnowsNothing()
    {
        var book = new FlightBook(4);
        Assert.Equal((0, 0), (book.First, book.End));
        Assert.Equal(JobId.None, book.Job(0, 0));
        Assert.Equal(JobId.None, book.Job(-1, 0));
    }

    [Fact]
    public void Leave_OfABatchThatWasNeverAdded_MovesPastIt()
    {
        var book = new FlightBook(4);
        book.Leave(9);
        Assert.Equal((10, 10), (book.First, book.End));
        book.Add(10, 2, new JobId(5, 6));
        Assert.Equal(new JobId(5, 6), book.Job(10, 2));
        Assert.Equal(JobId.None, book.Job(9, 2));
    }

    [Fact]
    public void Book_EqualsADictionary_HoweverManyBatchesAreInFlight() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(byte Jobs, (bool Leave, byte Ahead, byte Position)[] Steps)>(),
            script =>
            {
                var jobs = 1 + (script.Jobs % 5);
                var book = new FlightBook(jobs);
                var model = new Dictionary<(int, int), JobId>();
                var (first, end) = (0, 0);
                foreach (var (leave, ahead, position) in script.Steps)
                {
                    if (leave)
                    {
                        var over = first + (ahead % 100);
                        book.Leave(over);
                        foreach (var key in model.Keys.Where(key => key.Item1 <= over).ToArray()) model.Remove(key);
                        (first, end) = (over + 1, Math.Max(end, over + 1));
                    }
                    else
                    {
                        var batch = first + ahead;
                        end = Math.Max(end, batch + 1);
                        var id = new JobId(batch, position);
                        book.Add(batch, position % jobs, id);
                        model[(batch, position % jobs)] = id;
                    }

                    if ((book.First, book.End) != (first, end)) return false;
                    for (var batch = first - 1; batch <= end; batch++)
                    {
                        for (var at = 0; at < jobs; at++)
                        {
                            if (book.Job(batch, at) != model.GetValueOrDefault((batch, at), JobId.None)) return false;
                        }
                    }
                }

                return true;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
}
