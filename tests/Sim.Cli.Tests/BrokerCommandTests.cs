using System.Text.Json;
using Sim.Testing;

namespace Sim.Cli.Tests;

/// <summary>Sweeps over a real broker, and everything that can happen to its workers, its coordinator and itself.</summary>
public sealed class BrokerCommandTests(PrivateBroker broker) : IClassFixture<PrivateBroker>, IDisposable
{
    /// <summary>A heap of 128 MB: too little for 64PB of jobs, plenty for everything else.</summary>
    private static readonly Dictionary<string, string> s_smallHeap = new() { ["DOTNET_GCHeapHardLimit"] = "0x8000000" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [BrokerFact]
    public void WorkersAndTheBrokerAreKilled_AndTheBytesAreThoseOfTheLocalRun()
    {
        var file = Sweep(replicas: 200);
        Assert.Equal(0, Cli.Run("sweep", file, "--out", _folder.PathOf("local")).Exit);
        using var coordinator = Start("sweep", file, "faults", "--out", _folder.PathOf("out"));
        WaitForRuns(coordinator, 0);
        using var steady = Start("worker", null, "faults", "--parallel", "1");
        var victim = Start("worker", null, "faults", "--parallel", "2");
        WaitForRuns(coordinator, 20);
        victim.Kill();
        victim.Dispose();
        victim = Start("worker", null, "faults", "--parallel", "1", "--until-done");

        // A worker that has never seen the broker refuses to start without it; this one has to have.
        for (var wait = 0; wait < 300 && !victim.HasSaid("2,400 runs"); wait++) Thread.Sleep(100);
        WaitForRuns(coordinator, 120);
        broker.Process.Kill();
        broker.Process.Start();
        var (exit, output, errors) = coordinator.Wait();
        Assert.Equal(0, exit);
        Assert.Contains("2,400 runs", output, StringComparison.Ordinal);
        Assert.Contains("is away", errors, StringComparison.Ordinal);
        Assert.Contains("is back", errors, StringComparison.Ordinal);
        AssertSame("local", "out");
        var ended = victim.Wait();
        Assert.True(ended.Exit == 0, ended.Errors);
        victim.Dispose();
        Assert.False(steady.HasExited);
    }

    [BrokerFact]
    public void ACoordinatorThatIsKilled_IsResumed()
    {
        var file = Sweep(replicas: 40);
        Assert.Equal(0, Cli.Run("sweep", file, "--out", _folder.PathOf("local")).Exit);
        using (var killed = Start("sweep", file, "resumed", "--out", _folder.PathOf("out")))
        {
            WaitForRuns(killed, 0);
            using var early = Start("worker", null, "resumed", "--parallel", "1");
            WaitForRuns(killed, 30);
            killed.Kill();
        }

        using var worker = Start("worker", null, "resumed", "--parallel", "1", "--until-done");
        using var resumed = Start("sweep", file, "resumed", "--out", _folder.PathOf("out"), "--resume");
        Assert.Equal(0, resumed.Wait().Exit);
        AssertSame("local", "out");
        Assert.Equal(0, worker.Wait().Exit);
    }

    [BrokerFact]
    public async Task ACellThatKillsItsWorkers_IsGivenUpAfterThree_AndItsNeighboursAreNot()
    {
        var file = _folder.Write("poison.json", """
            { "scenario": { "title": "poison", "world": { "newGame": { "level": 2000, "homeRam": "1TB" } }, "target": "phantasy", "prepped": true, "scheduler": "shotgun", "duration": "10m" },
              "axes": { "ram": ["64GB", "256GB", "64PB", "1TB", "2TB"] }, "replicas": 1 }
            """);
        using var coordinator = Start("sweep", file, "poison", "--out", _folder.PathOf("out"));
        WaitForRuns(coordinator, 0);
        for (var death = 0; death < 3; death++)
        {
            using var worker = SimProcess.Start(s_smallHeap, [.. Arguments("worker", null, "poison"), "--parallel", "2"]);
            var (died, _, said) = worker.Wait();
            Assert.NotEqual(0, died);
            Assert.Contains("out of memory in cell 2", said, StringComparison.Ordinal);
        }

        using var last = SimProcess.Start(s_smallHeap, [.. Arguments("worker", null, "poison"), "--parallel", "2", "--until-done"]);
        var (exit, output, errors) = coordinator.Wait();
        Assert.Equal(1, exit);
        Assert.Contains("cell 2, replica 0 was given up", errors, StringComparison.Ordinal);
        Assert.Contains("1 of 5 runs were given up", errors, StringComparison.Ordinal);
        Assert.Contains("--resume", errors, StringComparison.Ordinal);
        Assert.Contains("5 runs (1 refused)", output, StringComparison.Ordinal);
        Assert.Equal(0, last.Wait().Exit);
        Assert.Equal(1u, await broker.CountAsync("poison.dead"));
        var lines = Experiments.RunStore.ReadAll(_folder.PathOf("out/runs.jsonl"));
        Assert.Equal([2], lines.Where(line => line.IsLost).Select(line => line.Cell));

        // Where there is room for it the sweep becomes whole.
        Assert.Equal(0, Cli.Run("sweep", file, "--out", _folder.PathOf("out"), "--resume").Exit);
        Assert.Equal(0, Cli.Run("sweep", file, "--out", _folder.PathOf("local")).Exit);
        AssertSame("local", "out");
    }

    [BrokerFact]
    public async Task MessagesThatAreNotOurs_ArePutAside_AndTheSweepGoesOn()
    {
        var file = Sweep(replicas: 2);
        using var coordinator = Start("sweep", file, "foreign", "--out", _folder.PathOf("out"));
        WaitForRuns(coordinator, 0);
        await broker.PublishAsync("foreign", "", "", "hello");
        await broker.PublishAsync("foreign", "sim.cell/1", await SweepIdAsync("foreign"), "99999/0");
        await broker.PublishAsync("foreign", "sim.cell/1", await SweepIdAsync("foreign"), "not a cell");
        await broker.PublishAsync("foreign.results", "", "", "{}");
        await broker.PublishAsync("foreign.results", "sim.result/1", await SweepIdAsync("foreign"), "{}");
        await broker.PublishAsync("foreign.sweep", "text", "", "hello");
        using var worker = Start("worker", null, "foreign", "--until-done");
        var (exit, _, errors) = coordinator.Wait();
        Assert.Equal(0, exit);
        Assert.Contains("foreign.results is no result", errors, StringComparison.Ordinal);
        var worked = worker.Wait();
        Assert.Equal(0, worked.Exit);
        Assert.Contains("is no cell of this sweep", worked.Errors, StringComparison.Ordinal);
        Assert.Equal(5u, await broker.CountAsync("foreign.dead"));
        Assert.Equal(0, Cli.Run("sweep", file, "--out", _folder.PathOf("local")).Exit);
        AssertSame("local", "out");
    }

    [BrokerFact]
    public async Task AWorkerOfAnotherVersion_LeavesEverythingWhereItIs()
    {
        using (var coordinator = Start("sweep", Sweep(replicas: 2), "versions", "--out", _folder.PathOf("out")))
        {
            WaitForRuns(coordinator, 0);
            for (var wait = 0; wait < 100 && await broker.CountAsync("versions") < 24; wait++) await Task.Delay(100);
            coordinator.Kill();
        }

        await broker.WithChannelAsync(async channel =>
        {
            var message = (await channel.BasicGetAsync("versions.sweep", autoAck: true))!;
            var package = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(message.Body.Span)!;
            package["version"] = JsonSerializer.SerializeToElement("9.9.9+other");
            await channel.BasicPublishAsync("", "versions.sweep", mandatory: true, new RabbitMQ.Client.BasicProperties(message.BasicProperties), JsonSerializer.SerializeToUtf8Bytes(package));
        });
        Cli.Refuses(Arguments("worker", null, "versions"), "9.9.9+other", "same version");
        Assert.Equal((24u, 1u), (await broker.CountAsync("versions"), await broker.CountAsync("versions.sweep")));

        // Nor does a coordinator take the queue from the other version's sweep, unless it is told to.
        var again = Arguments("sweep", Sweep(replicas: 2), "versions", "--out", _folder.PathOf("again"));
        Cli.Refuses(again, "a sweep of version 9.9.9+other", "--replace");
        Assert.False(Directory.Exists(_folder.PathOf("again")));
        using var replacing = SimProcess.Start([.. again, "--replace"]);
        WaitForRuns(replacing, 0, "again");
        using var worker = Start("worker", null, "versions", "--until-done");
        Assert.Equal(0, replacing.Wait().Exit);
    }

    [BrokerFact]
    public void TwoCoordinatorsAtOneQueue_AreOneTooMany()
    {
        using var first = Start("sweep", Sweep(replicas: 2), "busy", "--out", _folder.PathOf("first"));
        WaitForRuns(first, 0, "first");
        Cli.Refuses(Arguments("sweep", Sweep(replicas: 2), "busy", "--out", _folder.PathOf("second")), "another sweep is being coordinated in \"busy\"");
    }

    [BrokerFact]
    public void OverTls_WithASave_TheBytesAreThoseOfTheLocalRun()
    {
        Directory.CreateDirectory(_folder.PathOf("saves"));
        foreach (var name in new[] { "early.json", "mid.json" }) File.Copy(Repository.Data("reference", "save", name), _folder.PathOf($"saves/{name}"));
        var file = _folder.Write("saves.json", """
            { "scenario": { "title": "saves", "world": { "save": "saves/early.json" }, "prepped": true, "scheduler": "jit", "duration": "2m" },
              "axes": { "world.save": ["saves/early.json", "saves/mid.json"], "ram": ["64GB", "1TB"] } }
            """);
        Assert.Equal(0, Cli.Run("sweep", file, "--out", _folder.PathOf("local")).Exit);
        string[] tls = ["--broker", broker.TlsUrl, "--queue", "tls", "--credentials", Credentials(), "--broker-ca", broker.Process.PathOf("ca.pem")];
        using var coordinator = SimProcess.Start(["sweep", file, "--out", _folder.PathOf("out"), .. tls]);
        WaitForRuns(coordinator, 0);
        using var worker = SimProcess.Start(["worker", "--until-done", .. tls]);
        Assert.Equal(0, coordinator.Wait().Exit);
        Assert.Equal(0, worker.Wait().Exit);
        AssertSame("local", "out");
        Cli.Refuses(["worker", "--broker", broker.TlsUrl, "--credentials", Credentials()], "no TLS", "--broker-ca");
    }

    [BrokerFact]
    public void WhatTheBrokerRefuses_IsToldWithoutASecret()
    {
        var wrong = _folder.Write("wrong", "SIM_BROKER_USER=tester\nSIM_BROKER_PASSWORD=topsecret\n");
        string[] refused = ["worker", "--broker", broker.Url, "--credentials", wrong];
        Cli.Refuses(refused, "does not accept the user or the password", "SIM_BROKER_PASSWORD");
        Assert.DoesNotContain("topsecret", Cli.Run(refused).Errors, StringComparison.Ordinal);
        Cli.Refuses(["worker", "--broker", broker.Url + "/nowhere", "--credentials", Credentials()], "virtual host \"nowhere\"");
        Cli.Refuses(Arguments("worker", null, "unknown"), "no queue \"unknown\"", "sim sweep FILE --broker");
    }

    [Theory]
    [InlineData("amqp://tester:topsecret@localhost", "credentials in the address")]
    [InlineData("amqp://tester:top#secret@localhost", "amqp://host:port/vhost")]
    [InlineData("http://tester:topsecret@localhost", "no address of a broker")]
    [InlineData("localhost:5672", "no address of a broker")]
    [InlineData("amqp://localhost/a/b", "more than a host")]
    public void AnAddressThatIsNone_IsRefused_AndNotRepeated(string address, string told)
    {
        Cli.Refuses(["worker", "--broker", address], "--broker", told);
        Assert.DoesNotContain("secret", Cli.Run("worker", "--broker", address).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void ABrokerThatIsNotThere_IsRefused_AndNothingIsLeft()
    {
        Cli.Refuses(["worker", "--broker", "amqp://127.0.0.1:1"], "amqp://127.0.0.1:1", "can't be reached");
        Cli.Refuses(["sweep", Sweep(replicas: 1), "--broker", "amqp://127.0.0.1:1", "--out", _folder.PathOf("out")], "can't be reached");
        Assert.False(Directory.Exists(_folder.PathOf("out")));
    }

    [Fact]
    public void OptionsThatDoNotGoTogether_AreRefused()
    {
        var file = Sweep(replicas: 1);
        Cli.Refuses(["worker"], "--broker", "missing");
        Cli.Refuses(["worker", "--broker", "amqp://localhost", "--queue", "a b"], "--queue", "\"a b\"");
        Cli.Refuses(["worker", "--broker", "amqp://localhost", "--credentials", _folder.PathOf("none")], "none: there is no such file");
        Cli.Refuses(["worker", "--broker", "amqp://localhost", "--credentials", _folder.Write("half", "SIM_BROKER_USER=a\n")], "SIM_BROKER_PASSWORD", "missing");
        Cli.Refuses(["worker", "--broker", "amqp://localhost", "--credentials", _folder.Write("odd", "password topsecret\n")], "line 1", "not understood");
        Cli.Refuses(["sweep", file, "--queue", "a"], "--queue", "given without --broker");
        Cli.Refuses(["sweep", file, "--replace"], "--replace", "given without --broker");
        Cli.Refuses(["sweep", file, "--broker", "amqp://localhost", "--shard", "1/2"], "--shard", "given with --broker");
        Cli.Refuses(["sweep", file, "--broker", "amqp://localhost", "--parallel", "2"], "--parallel", "given with --broker");
    }

    private string Sweep(int replicas) => _folder.Write("sweep.json", $$"""
        { "scenario": { "title": "over a broker", "world": { "newGame": { "level": 500 } }, "target": "phantasy", "prepped": true, "scheduler": "jit", "duration": "10m" },
          "axes": { "scheduler": ["loop", "shotgun", "periodic", "jit"], "ram": ["64GB", "1TB", "16TB"] }, "replicas": {{replicas}} }
        """);

    private string Credentials() => _folder.Write("credentials", PrivateBroker.CredentialsText);

    private string[] Arguments(string command, string? file, string queue, params string[] more) =>
        [command, .. file is null ? Array.Empty<string>() : [file], "--broker", broker.Url, "--queue", queue, "--credentials", Credentials(), .. more];

    private SimProcess Start(string command, string? file, string queue, params string[] more) => SimProcess.Start(Arguments(command, file, queue, more));

    private async Task<string> SweepIdAsync(string queue)
    {
        var id = "";
        await broker.WithChannelAsync(async channel =>
        {
            var message = (await channel.BasicGetAsync(queue + ".sweep", autoAck: false))!;
            id = message.BasicProperties.CorrelationId!;
            await channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true);
        });
        return id;
    }

    /// <summary>Until so many results are on disk; 0 waits until the cells are at the broker.</summary>
    private void WaitForRuns(SimProcess coordinator, int count, string output = "out")
    {
        var runs = _folder.PathOf($"{output}/runs.jsonl");
        for (var wait = 0; wait < 600 && !coordinator.HasExited; wait++)
        {
            if (File.Exists(runs) && (count == 0 ? coordinator.HasSaid("no worker is here yet") : File.ReadLines(runs).Skip(count).Any())) return;
            Thread.Sleep(100);
        }

        Assert.Fail(coordinator.HasExited ? $"The coordinator ended: {coordinator.Wait()}" : "The coordinator came no further.");
    }

    private void AssertSame(string expected, string actual)
    {
        foreach (var name in new[] { "runs.jsonl", "summary.csv", "sweep.json", "report.html" })
        {
            Assert.Equal(File.ReadAllBytes(_folder.PathOf($"{expected}/{name}")), File.ReadAllBytes(_folder.PathOf($"{actual}/{name}")));
        }
    }
}
