using Sim.Engine;

namespace Sim.Game;

/// <summary>
/// What a scheduler may see of a running world: what a script could read through Netscript at this moment, and nothing that
/// lets it act. (It may file its batch plans here, so that observers know what was expected.)
/// </summary>
public sealed class GameView
{
    private readonly GameRun _game;

    internal GameView(GameRun game) => _game = game;

    /// <summary>performance.now().</summary>
    public SimTime Now => _game.Loop.Now;

    public WorldSpec World => _game.World;

    public BitNodeMultipliers Multipliers => _game.Multipliers;

    public ref readonly Person Person => ref _game.Person;

    /// <summary>The player's money in $.</summary>
    public double Money => _game.Money;

    /// <summary>The player's hacknet nodes.</summary>
    public Hacknet Hacknet => _game.Hacknet;

    /// <summary>Programs that open ports, 0 to 5.</summary>
    public int PortOpeners => _game.PortOpenersOwned;

    /// <summary>Servers that the player has bought, home not counted.</summary>
    public int PurchasedServers => _game.PurchasedServers;

    /// <inheritdoc cref="GameRun.IsPurchased"/>
    public bool IsPurchased(ServerId id) => _game.IsPurchased(id);

    /// <inheritdoc cref="GameRun.WorkOn"/>
    public double WorkOn(ServerId host) => _game.WorkOn(host);

    /// <inheritdoc cref="GameRun.Price"/>
    public PurchaseRefusal Price(in PurchaseRequest request, out double price) => _game.Price(in request, out price);

    public int ServerCount => _game.World.Servers.Length;

    public ref readonly Server Server(ServerId id) => ref _game.Server(id);

    public ref readonly Host Host(ServerId id) => ref _game.Host(id);

    /// <summary>Free RAM in hundredths of a GB; 0 without root.</summary>
    public long RamFree(ServerId host) => _game.RamFree[host.Index];

    /// <summary>Free RAM of every server by its index, in hundredths of a GB; 0 without root.</summary>
    public ReadOnlySpan<long> RamFreeByServer => _game.RamFree;

    /// <summary>Begins to note the servers on which RAM becomes free, for whoever remembers that they were full.</summary>
    public FreedHosts NoteFreed() => _game.NoteFreed();

    /// <summary>RAM that the jobs of one of the controller's schedulers hold, in hundredths of a GB.</summary>
    public long RamHeld(int owner) => _game.RamHeldBy(owner);

    /// <summary>getHackTime, getGrowTime, getWeakenTime in seconds.</summary>
    public double Seconds(JobKind kind, ServerId target) => _game.Seconds(kind, target);

    /// <inheritdoc cref="GameRun.AddPlan"/>
    public int AddPlan(BatchPlan plan) => _game.AddPlan(plan);

    public bool IsAlive(JobId id) => _game.IsAlive(id);
}
