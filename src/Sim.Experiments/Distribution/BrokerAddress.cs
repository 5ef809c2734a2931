using System.Globalization;
using Sim.Engine;

namespace Sim.Experiments;

/// <summary>Where a RabbitMQ broker is: amqp://host:port/vhost, or amqps:// for TLS. Holds no credentials, so it may be printed.</summary>
public sealed record BrokerAddress
{
    private const int PlainPort = 5672;
    private const int TlsPort = 5671;

    private BrokerAddress()
    {
    }

    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>"/" unless the address names another.</summary>
    public required string VirtualHost { get; init; }

    /// <summary>True for amqps.</summary>
    public required bool Tls { get; init; }

    /// <summary>Reads an address. What is refused is never repeated: there may be a password in it.</summary>
    /// <exception cref="InputException">It is none, or has credentials in it.</exception>
    public static BrokerAddress Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0)
        {
            throw Refused("no address of a broker", "amqp://host:port/vhost or amqps://host:port/vhost is needed");
        }

        if (uri.UserInfo.Length > 0) throw Refused("there are credentials in the address", $"{BrokerCredentials.Places} is the place for them");
        var path = uri.AbsolutePath.TrimStart('/');
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0 || path.Contains('/', StringComparison.Ordinal))
        {
            throw Refused("more than a host, a port and a virtual host", "amqp://host:port/vhost is needed, a slash in the virtual host written %2F");
        }

        var tls = uri.Scheme == "amqps";
        return new BrokerAddress
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : tls ? TlsPort : PlainPort,
            VirtualHost = path.Length == 0 ? "/" : Uri.UnescapeDataString(path),
            Tls = tls,
        };
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Tls ? "amqps" : "amqp")}://{Host}:{Port}{(VirtualHost == "/" ? "" : "/" + Uri.EscapeDataString(VirtualHost))}");

    private static InputException Refused(string problem, string valid) => new(new InputProblem("", "--broker", problem, valid));
}
