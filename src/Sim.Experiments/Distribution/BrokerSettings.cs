using Sim.Engine;

namespace Sim.Experiments;

/// <summary>How to reach a broker, and which queues of it to use.</summary>
public sealed record BrokerSettings
{
    public const string DefaultQueue = "sim";
    private const int QueueLengthMax = 200;

    public required BrokerAddress Address { get; init; }

    public required BrokerCredentials Credentials { get; init; }

    /// <summary>File with the certificates (PEM) that the broker's must come from; null for those that the system trusts.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>Name of the queue of cells; the others' names begin with it.</summary>
    public required string Queue { get; init; }

    /// <summary>Puts together what the command line says.</summary>
    /// <exception cref="InputException">Something of it is not right.</exception>
    public static BrokerSettings Read(string address, string? credentials, string? authority, string queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        var broker = BrokerAddress.Parse(address);
        if (queue.Length is 0 or > QueueLengthMax || !queue.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
        {
            throw new InputException(new InputProblem("", "--queue", $"\"{queue}\"", "letters, digits, dots, dashes and underlines are needed, 200 at most"));
        }

        if (authority is not null && !broker.Tls) throw new InputException(new InputProblem("", "--broker-ca", "given for a broker without TLS", "an amqps:// address is needed"));
        if (authority is not null && !File.Exists(authority)) throw new InputException(new InputProblem(authority, "", "there is no such file", "a file of certificates is needed"));
        return new BrokerSettings { Address = broker, Credentials = BrokerCredentials.Find(credentials), AuthorityFile = authority, Queue = queue };
    }
}
