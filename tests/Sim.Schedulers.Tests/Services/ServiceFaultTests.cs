using Sim.Engine;
using Sim.Game;
using Sim.Testing;

namespace Sim.Schedulers.Tests;

/// <summary>Services that are killed in the middle, and ports that are full.</summary>
public sealed class ServiceFaultTests
{
    private readonly Lab _lab = new() { Level = 100 };
    private readonly ServiceHost _host = new();

    private SimTime Now => _lab.Game.Loop.Now;

    [Fact]
    public void Port_DropsItsOldest_OrTakesNothing_WhenItIsFull()
    {
        var port = new Port<int>(3);
        Assert.True(port.Write(1) && port.Write(2) && port.TryWrite(3));
        Assert.False(port.TryWrite(4));
        Assert.False(port.Write(5));
        Assert.Equal((3, 1L), (port.Count, port.Lost));
        Assert.True(port.TryPeek(out var first) && port.TryRead(out var read) && first == 2 && read == 2);
        port.Clear();
        Assert.False(port.TryRead(out _));
        Assert.Equal(50, Port<int>.DefaultCapacity);
    }

    [Fact]
    public void PortNumbers_AreAbove100_AndNobodysElse_AndComeBack()
    {
        var (_, clients) = MakePorts(5);
        Run(10);
        Assert.Equal([101, 102, 103, 104, 105], clients.Select(client => client.Number).Order());
        clients[0].IsDone = true;
        Run(1);
        Assert.Equal(0, clients[0].Number);
        var late = new PortClient(_ports, 99);
        _host.Add(() => late);
        Run(5);
        Assert.InRange(late.Number, 101, 105);
        AssertUnique([.. clients[1..], late]);
    }

    [Fact]
    public void PortAllocator_KilledAndRestarted_LendsNoNumberTwice()
    {
        var (allocator, clients) = MakePorts(20);
        Run(8);
        AssertUnique(clients);
        var before = clients.Select(client => client.Number).ToArray();
        _host.Kill(allocator);
        var more = Enumerable.Range(0, 10).Select(i => new PortClient(_ports, 1000 + i)).ToArray();
        foreach (var client in more) _host.Add(() => client);
        Run(5);
        Assert.All(more, client => Assert.Equal(0, client.Number));
        _host.Restart(allocator);
        Run(10);
        Assert.Equal(before, clients.Select(client => client.Number));
        Assert.All(more, client => Assert.True(client.Number > PortAllocator.Reserved));
        AssertUnique([.. clients, .. more]);
    }

    [Fact]
    public void PortAllocator_WithFullPorts_ServesEverybodyInTheEnd()
    {
        // Four times as many ask at once as a port holds; replies have 50 places too.
        var (_, clients) = MakePorts(200);
        Run(1);
        Assert.Contains(clients, client => client.Number == 0);
        Run(60);
        AssertUnique(clients);
    }

    [Fact]
    public void PortsOfDeadClients_AreLentAgain()
    {
        var (allocator, clients) = MakePorts(3, out var numbers);
        Run(8);
        AssertUnique(clients);
        _host.Kill(numbers[1]);
        Run(15);
        Assert.Equal(2, ((PortAllocator)_host[allocator]!).Lent);
    }

    [Fact]
    public void Discovery_IsAskedAgain_AfterItWasRestarted_AndKnowsWhatIsNew()
    {
        var a = _lab.Host("a", 8);
        var empty = _lab.Host("empty", 0);
        var low = _lab.Prepped("low", levelRequired: 50);
        _lab.Prepped("high", levelRequired: 500);
        var ports = new DiscoveryPorts();
        var discovery = _host.Add(() => new Discovery(ports, _lab.Game.View));
        var (workers, targets) = (new DiscoveryClient(ports, 1, wantsTargets: false), new DiscoveryClient(ports, 2, wantsTargets: true));
        _host.Add(() => workers);
        _host.Add(() => targets);
        Start();
        Run(2);
        Assert.Equal([a], workers.Known.ToArray());
        Assert.Equal([low], targets.Known.ToArray());
        _host.Kill(discovery);
        _lab.Game.SetRam(empty, RamSize.FromGigabytes(16));
        Run(20);
        Assert.Equal([a], workers.Known.ToArray());
        _host.Restart(discovery);
        Run(3);
        Assert.Equal([a, empty], workers.Known.ToArray());
    }

    [Fact]
    public void ReplyToADeadClient_DoesNotStandInTheWay()
    {
        var host = _lab.Host("a", 8);
        var ports = new DiscoveryPorts();
        _host.Add(() => new Discovery(ports, _lab.Game.View));
        for (var dead = 100; dead < 150; dead++) ports.Requests.TryWrite(new DiscoveryRequest(dead, false));
        var client = new DiscoveryClient(ports, 1, wantsTargets: false);
        _host.Add(() => client);
        Start();
        Run(0.9);
        Assert.Empty(client.Known);
        Run(5);
        Assert.Equal([host], client.Known.ToArray());
        Assert.True(ports.Replies.Stale >= 50);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(120)]
    public void Manager_KilledAndRestarted_RecoversItsLists_AndStartsNothingTwice(int tasks)
    {
        // 120 tasks beat at the same moment and the port holds 50; another script floods it besides, so that beats are lost.
        var beats = new Port<Heartbeat>();
        var running = new List<BeatingTask>();
        var targets = Enumerable.Range(0, tasks).Select(i => new ServerId(i)).ToArray();
        var manager = _host.Add(() => new TaskManager(beats, () => targets, Begin, Now));
        Start();
        Run(7);
        Assert.Equal(tasks, running.Count);
        Run(20);
        var (lists, sown) = (Lists(manager), running.Count(task => task.Stage == 1));
        Assert.True(sown > 0);
        _host.Kill(manager);
        Run(10);
        _host.Restart(manager);
        for (var flood = 0; flood < 4; flood++)
        {
            Run(1.2);
            for (var i = 0; i < 200; i++) beats.Write(new Heartbeat(1, targets[0], running[0].Stage));
        }

        Run(0.1);
        Assert.True(beats.Lost > 0);
        Assert.Equal(tasks, lists.Sum(list => list.Length));
        Assert.Equal(tasks, ((TaskManager)_host[manager]!).Known);
        Run(30);
        Assert.Equal(tasks, running.Count);
        Assert.Equal(tasks, running.Select(task => task.Target).Distinct().Count());
        for (var stage = 0; stage < 3; stage++) Assert.Equal(running.Where(task => task.Stage == stage).Select(task => task.Target.Index).Order(), Lists(manager)[stage]);

        void Begin(ServerId target)
        {
            var task = new BeatingTask(beats, running.Count + 1, target);
            running.Add(task);
            _host.Add(() => task);
        }
    }

    [Fact]
    public void TaskThatDies_IsStartedAgain()
    {
        var beats = new Port<Heartbeat>();
        var started = 0;
        var number = 0;
        _host.Add(() => new TaskManager(beats, () => [new ServerId(3)], Begin, Now));
        Start();
        Run(20);
        Assert.Equal(1, started);
        _host.Kill(number);
        Run(10);
        Assert.Equal(2, started);

        void Begin(ServerId target)
        {
            started++;
            var task = new BeatingTask(beats, started, target);
            number = _host.Add(() => task);
        }
    }

    private readonly PortAllocatorPorts _ports = new();

    private int[][] Lists(int manager) =>
        [.. Enumerable.Range(0, 3).Select(stage => ((TaskManager)_host[manager]!).InStage(stage).Select(target => target.Index).Order().ToArray())];

    private (int Allocator, PortClient[] Clients) MakePorts(int count) => MakePorts(count, out _);

    private (int Allocator, PortClient[] Clients) MakePorts(int count, out int[] numbers)
    {
        var allocator = _host.Add(() => new PortAllocator(_ports, Now));
        PortClient[] clients = [.. Enumerable.Range(1, count).Select(i => new PortClient(_ports, i))];
        numbers = [.. clients.Select(client => _host.Add(() => client))];
        Start();
        return (allocator, clients);
    }

    private static void AssertUnique(PortClient[] clients)
    {
        Assert.All(clients, client => Assert.True(client.Number > PortAllocator.Reserved));
        Assert.Equal(clients.Length, clients.Select(client => client.Number).Distinct().Count());
    }

    private void Start()
    {
        if (_lab.MainHost.Index < 0) _lab.Host("a", 8);
        new Conductor(_lab.Game, _host).Start();
    }

    private void Run(double seconds) => _lab.Game.RunUntil(Now + SimDuration.FromMilliseconds((long)(seconds * 1000)));

    /// <summary>A task as the manager sees it: it is alive for good and goes from till to sow to harvest.</summary>
    private sealed class BeatingTask(Port<Heartbeat> beats, long pid, ServerId target) : IService
    {
        private readonly HeartbeatClient _client = new(beats, pid, target);
        private int _turns;

        public ServerId Target => target;

        public int Stage => _turns < 100 + (target.Index % 7) ? 0 : _turns < 400 + (target.Index % 5) ? 1 : 2;

        public SimDuration Period { get; } = SimDuration.FromMilliseconds(100);

        public void Tick(SimTime now)
        {
            _turns++;
            _client.Tick(now, Stage);
        }
    }
}
