using Sim.Game;

namespace Sim.Schedulers;

/// <summary>Seed 001's five models of how attractive a target is, from its state at this moment.</summary>
internal enum ScoreModel
{
    /// <summary>Maximum money x chance / hack time.</summary>
    MoneyChanceTime,

    /// <summary>Maximum money.</summary>
    Money,

    /// <summary>Maximum money / hack time.</summary>
    MoneyTime,

    /// <summary>Maximum money x chance / hack time, less for a target that is not prepped.</summary>
    PrepAware,

    /// <summary>Maximum money x growth / hack time.</summary>
    GrowthWeighted,
}

/// <summary>Works scores out.</summary>
internal static class TargetScore
{
    /// <summary>The score of a target; higher is better. The unit depends on the model.</summary>
    public static double Of(ScoreModel model, GameView view, ServerId target)
    {
        ref readonly var server = ref view.Server(target);
        var seconds = view.Seconds(JobKind.Hack, target);
        return model switch
        {
            ScoreModel.Money => server.MoneyMax,
            ScoreModel.MoneyTime => server.MoneyMax / seconds,
            ScoreModel.PrepAware => server.MoneyMax * HackingFormulas.Chance(in server, in view.Person) / seconds
                * (server.Money / server.MoneyMax) * (server.SecurityMin / server.Security),
            ScoreModel.GrowthWeighted => server.MoneyMax * (server.Growth / 100) / seconds,
            _ => server.MoneyMax * HackingFormulas.Chance(in server, in view.Person) / seconds,
        };
    }
}
