using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RabbitMQ.Client;
using Sim.Testing;

namespace Sim.Cli.Tests;

/// <summary>One broker for a class of tests; started when the first of them needs it.</summary>
public sealed class PrivateBroker : IDisposable
{
    private readonly Lazy<BrokerProcess> _process = new(() => new BrokerProcess(WriteCertificates));

    public BrokerProcess Process => _process.Value;

    public string Url => FormattableString.Invariant($"amqp://127.0.0.1:{Process.Port}");

    public string TlsUrl => FormattableString.Invariant($"amqps://localhost:{Process.TlsPort}");

    /// <summary>What sim reads.</summary>
    public static string CredentialsText => $"SIM_BROKER_USER={BrokerProcess.User}\nSIM_BROKER_PASSWORD={BrokerProcess.Password}\n";

    /// <summary>Does something to a queue as any other program might.</summary>
    public async Task WithChannelAsync(Func<IChannel, Task> use)
    {
        var factory = new ConnectionFactory { HostName = "127.0.0.1", Port = Process.Port, UserName = BrokerProcess.User, Password = BrokerProcess.Password };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await use(channel);
    }

    public Task PublishAsync(string queue, string type, string sweep, string body) => WithChannelAsync(channel =>
        channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties { Type = type, CorrelationId = sweep, Persistent = true }, Encoding.UTF8.GetBytes(body)).AsTask());

    public async Task<uint> CountAsync(string queue)
    {
        var count = 0u;
        await WithChannelAsync(async channel => count = await channel.MessageCountAsync(queue));
        return count;
    }

    public void Dispose()
    {
        if (_process.IsValueCreated) _process.Value.Dispose();
    }

    /// <summary>An authority, and a certificate for localhost from it.</summary>
    private static void WriteCertificates(string folder)
    {
        using var authorityKey = RSA.Create(2048);
        var authority = new CertificateRequest("CN=Sim test authority", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var from = DateTimeOffset.UtcNow.AddDays(-1);
        using var root = authority.CreateSelfSigned(from, from.AddDays(30));
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(root, from, from.AddDays(20), [1, 2, 3, 4, 5, 6, 7, 8]);
        File.WriteAllText(Path.Combine(folder, "ca.pem"), root.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportRSAPrivateKeyPem());
    }
}
