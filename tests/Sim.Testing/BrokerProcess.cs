using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Sim.Testing;

/// <summary>
/// A RabbitMQ broker for tests alone: a folder, ports, a name and a port mapper of its own, and no system service. It lets in one
/// user, and listens with and without TLS if it is given certificates.
/// </summary>
public sealed class BrokerProcess : IDisposable
{
    public const string User = "tester";
    public const string Password = "pass-word/with:odd@signs=";

    private const string Installed = "/usr/lib/rabbitmq/lib";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sim-broker-");
    private readonly int _distributionPort = FreePort();
    private readonly int _mapperPort = FreePort();
    private Process? _process;

    /// <param name="certificates">Writes ca.pem, cert.pem and key.pem into a folder; null for no TLS.</param>
    public BrokerProcess(Action<string>? certificates = null)
    {
        List<string> lines =
        [
            $"default_user = {User}", $"default_pass = {Password}", "raft.wal_max_size_bytes = 16777216",
        ];
        if (certificates is not null)
        {
            certificates(_folder.FullName);
            lines.AddRange(
            [
                string.Create(CultureInfo.InvariantCulture, $"listeners.ssl.1 = 127.0.0.1:{TlsPort}"), $"ssl_options.cacertfile = {PathOf("ca.pem")}", $"ssl_options.certfile = {PathOf("cert.pem")}",
                $"ssl_options.keyfile = {PathOf("key.pem")}", "ssl_options.verify = verify_none",
            ]);
        }

        File.WriteAllLines(PathOf("rabbitmq.conf"), lines);
        File.WriteAllText(PathOf("plugins"), "[].");
        File.WriteAllText(PathOf("env"), "");
        Start();
    }

    /// <summary>The program's own script; null where it is not installed. The one on PATH insists on the system's user and folders.</summary>
    public static string? Server { get; } = !Directory.Exists(Installed)
        ? null
        : Directory.GetDirectories(Installed, "rabbitmq_server-*").Select(folder => Path.Combine(folder, "sbin", "rabbitmq-server")).FirstOrDefault(File.Exists);

    public int Port { get; } = FreePort();

    public int TlsPort { get; } = FreePort();

    /// <summary>A file in the broker's folder.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Starts it, with what it had on disk when it ended, and waits until it listens.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo(Server!) { RedirectStandardOutput = true, RedirectStandardError = true };
        SetEnvironment(start);
        _process = Process.Start(start) ?? throw new InvalidOperationException("The broker did not start.");
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var wait = 0; wait < 1200; wait++)
        {
            if (Listens()) return;
            if (_process.HasExited) break;
            Thread.Sleep(100);
        }

        throw new InvalidOperationException($"The broker did not come up; see {PathOf("log")}.");
    }

    /// <summary>SIGKILL: it has no time to put anything away.</summary>
    public void Kill()
    {
        // The script starts the machine that runs the broker and hands its own number on to it, or waits for it, by version.
        var id = int.Parse(File.ReadAllText(PathOf("pid")), CultureInfo.InvariantCulture);
        using (var broker = Process.GetProcessById(id))
        {
            broker.Kill();
            broker.WaitForExit();
        }

        _process!.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        if (_process is { HasExited: false }) Kill();
        _process?.Dispose();
        var mapper = new ProcessStartInfo("epmd", "-kill") { RedirectStandardOutput = true, RedirectStandardError = true };
        SetEnvironment(mapper);
        using (var kill = Process.Start(mapper)) kill?.WaitForExit();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private bool Listens()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void SetEnvironment(ProcessStartInfo start)
    {
        var text = CultureInfo.InvariantCulture;
        start.Environment["HOME"] = _folder.FullName;
        start.Environment["RABBITMQ_NODENAME"] = $"sim{Port.ToString(text)}@localhost";
        start.Environment["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1";
        start.Environment["RABBITMQ_NODE_PORT"] = Port.ToString(text);
        start.Environment["RABBITMQ_DIST_PORT"] = _distributionPort.ToString(text);
        start.Environment["ERL_EPMD_PORT"] = _mapperPort.ToString(text);
        start.Environment["RABBITMQ_MNESIA_BASE"] = PathOf("data");
        start.Environment["RABBITMQ_LOG_BASE"] = PathOf("log");
        start.Environment["RABBITMQ_PID_FILE"] = PathOf("pid");
        start.Environment["RABBITMQ_ENABLED_PLUGINS_FILE"] = PathOf("plugins");
        start.Environment["RABBITMQ_CONFIG_FILE"] = PathOf("rabbitmq");
        start.Environment["RABBITMQ_CONF_ENV_FILE"] = PathOf("env");
        start.Environment["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+S 1:1";
    }
}
