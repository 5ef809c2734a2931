using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Sim.Engine;

namespace Sim.Experiments;

/// <summary>
/// A connection that comes back. What is done over it is a session; a session whose connection breaks is begun again on a new one,
/// so that nothing has to be remembered about the old one but what was not confirmed.
/// </summary>
/// <param name="settings">Where the broker is.</param>
/// <param name="name">What the broker's own tools call this connection.</param>
/// <param name="tell">Takes messages for the user.</param>
internal sealed class BrokerLink(BrokerSettings settings, string name, Action<string> tell)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private bool _isAway;

    /// <summary>True from the first session that came up.</summary>
    public bool WasUp { get; private set; }

    /// <summary>Runs a session until it ends by itself, through any number of outages.</summary>
    /// <param name="session">Calls <see cref="Up"/> when it is ready.</param>
    /// <param name="cancel">Ends the waiting for a broker; the session has to look at it too.</param>
    /// <exception cref="InputException">The broker can't be reached the first time, or does not let us in.</exception>
    public async Task RunAsync(Func<IConnection, Task> session, CancellationToken cancel)
    {
        for (var attempt = 0; !cancel.IsCancellationRequested; attempt++)
        {
            try
            {
                await using var connection = await OpenAsync(cancel);
                if (WasUp) attempt = 0;
                await session(connection);
                return;
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception outage) when (IsOutage(outage))
            {
                if (!WasUp) throw Unreachable(outage);
                if (!_isAway) tell($"the broker {settings.Address} is away; trying until it is back");
                _isAway = true;
            }

            try
            {
                await Pause.BeforeTry(attempt, cancel);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>The session has got everything it needs from the broker.</summary>
    public void Up()
    {
        if (_isAway) tell($"the broker {settings.Address} is back");
        (_isAway, WasUp) = (false, true);
    }

    /// <summary>True for what a broker that goes away does to those who use it.</summary>
    private static bool IsOutage(Exception error) =>
        error is RabbitMQClientException or BrokerUnreachableException or SocketException or EndOfStreamException or TimeoutException
            or OperationCanceledException or ObjectDisposedException
        || (error is IOException && error.InnerException is SocketException);

    private async Task<IConnection> OpenAsync(CancellationToken cancel)
    {
        var factory = new ConnectionFactory
        {
            HostName = settings.Address.Host,
            Port = settings.Address.Port,
            VirtualHost = settings.Address.VirtualHost,
            UserName = settings.Credentials.User,
            Password = settings.Credentials.Password,
            ClientProvidedName = name,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedConnectionTimeout = s_patience,
            ContinuationTimeout = s_patience,
        };
        if (settings.Address.Tls) factory.Ssl = Tls();
        try
        {
            return await factory.CreateConnectionAsync(cancel);
        }
        catch (BrokerUnreachableException failed)
        {
            if (Causes(failed).Any(cause => cause is AuthenticationFailureException or PossibleAuthenticationFailureException))
            {
                throw Refused("the broker does not accept the user or the password", $"{BrokerCredentials.Places} must have the right ones");
            }

            if (Causes(failed).OfType<AuthenticationException>().FirstOrDefault() is { } certificate && !WasUp)
            {
                throw Refused($"no TLS: {certificate.Message}", "the broker's certificate must be for this host and trusted by the system, or by --broker-ca FILE");
            }

            throw;
        }
    }

    /// <summary>The broker's answer to a virtual host that is not there or not for this user; it may come when the connection seems to be open already.</summary>
    private static bool IsNotAllowed(Exception cause) =>
        (cause is OperationInterruptedException { ShutdownReason.ReplyCode: Constants.NotAllowed })
        || cause.Message.Contains("NOT_ALLOWED", StringComparison.Ordinal);

    private SslOption Tls()
    {
        var option = new SslOption { Enabled = true, ServerName = settings.Address.Host };
        if (settings.AuthorityFile is not { } file) return option;
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (CryptographicException)
        {
            authorities.Clear();
        }

        if (authorities.Count == 0) throw new InputException(new InputProblem(file, "", "no certificate in it", "a file of certificates in PEM form is needed"));
        option.CertificateValidationCallback = (_, certificate, _, errors) => IsFrom(authorities, certificate, errors);
        return option;
    }

    /// <summary>The name must be right, and the chain must end at one of the given authorities.</summary>
    private static bool IsFrom(X509Certificate2Collection authorities, X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 shown || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(shown);
    }

    private InputException Unreachable(Exception outage)
    {
        if (Causes(outage).Any(IsNotAllowed))
        {
            return Refused($"the broker does not let this user into the virtual host \"{settings.Address.VirtualHost}\"", "one that is there and that the user may use is needed");
        }

        var cause = Causes(outage).OfType<SocketException>().FirstOrDefault()?.Message ?? Causes(outage).Last().Message;
        return Refused($"the broker can't be reached: {cause}", "a RabbitMQ broker must listen there");
    }

    private InputException Refused(string problem, string valid) => new(new InputProblem("", $"{settings.Address}", problem, valid));

    private static IEnumerable<Exception> Causes(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
            if (cause is not AggregateException several) continue;
            foreach (var inner in several.InnerExceptions.Skip(1).SelectMany(Causes)) yield return inner;
        }
    }
}
