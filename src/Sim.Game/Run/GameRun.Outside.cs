using Sim.Engine;

namespace Sim.Game;

/// <content>Changes that scripts make to the world other than by hack, grow and weaken: they pay, they nuke, they buy servers.</content>
public sealed partial class GameRun
{
    /// <summary>The player pays or is paid.</summary>
    /// <param name="amount">$ to add; negative to take.</param>
    public void AddMoney(double amount) => _money += amount;

    /// <summary>Keeps what a landing on this target can change, so that it can be taken back.</summary>
    public void Keep(ServerId target, out BeforeLanding before)
    {
        before.Target = target;
        before.Server = _servers[target.Index];
        before.Person = _person;
        before.Money = _money;
        before.ExpOfLevel = _expOfLevel;
        before.ExpOfNextLevel = _expOfNextLevel;
    }

    /// <summary>Undoes everything since <see cref="Keep"/>, as long as nothing but landings on that target came since.</summary>
    public void TakeBack(in BeforeLanding before)
    {
        _servers[before.Target.Index] = before.Server;
        _person = before.Person;
        _money = before.Money;
        _expOfLevel = before.ExpOfLevel;
        _expOfNextLevel = before.ExpOfNextLevel;
    }

    /// <summary>The player gets root on a server (nuke).</summary>
    public void GiveRoot(ServerId id)
    {
        ref var server = ref _servers[id.Index];
        if (server.HasRoot) return;
        server.HasRoot = true;
        _ramFree[id.Index] = _hosts[id.Index].RamFree;
    }

    /// <summary>A server's place is taken by a host that the player has bought; what was there before must be gone.</summary>
    /// <param name="id">One of the world's servers.</param>
    /// <param name="ram">Its RAM.</param>
    public void PutHost(ServerId id, RamSize ram)
    {
        Invariant.Check(_hosts[id.Index].RamUsed == 0);
        _servers[id.Index] = NewServers.Host();
        _memories[id.Index] = TargetMemory.Empty(HackingFormulas.ExpPerThread(in _servers[id.Index], in _person, Multipliers));
        _hosts[id.Index] = new Host { RamMax = ram.Hundredths, Cores = 1 };
        _ramFree[id.Index] = ram.Hundredths;
    }
}
