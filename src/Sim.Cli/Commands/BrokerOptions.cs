using System.CommandLine;
using Sim.Engine;
using Sim.Experiments;

namespace Sim.Cli.Commands;

/// <summary>The options that say which broker to use; the same for those who give work and those who take it.</summary>
internal sealed class BrokerOptions
{
    private readonly Option<string?> _broker = new("--broker") { Description = "RabbitMQ broker, such as amqp://host:5672/vhost, or amqps:// for TLS", HelpName = "URL" };
    private readonly Option<string?> _queue = new("--queue") { Description = $"Name of the queues at the broker [default: {BrokerSettings.DefaultQueue}]", HelpName = "NAME" };
    private readonly Option<string?> _credentials = new("--credentials")
    {
        Description = $"File with {BrokerCredentials.UserVariable}=... and {BrokerCredentials.PasswordVariable}=... [default: these two of the environment]",
        HelpName = "FILE",
    };

    private readonly Option<string?> _authority = new("--broker-ca") { Description = "Certificates (PEM) that the broker's must come from [default: those that the system trusts]", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        command.Options.Add(_broker);
        command.Options.Add(_queue);
        command.Options.Add(_credentials);
        command.Options.Add(_authority);
    }

    /// <summary>Null if no broker is named.</summary>
    /// <exception cref="InputException">Something is not right, or there are options for a broker and no broker.</exception>
    public BrokerSettings? Read(ParseResult parsed)
    {
        if (parsed.GetValue(_broker) is { } address)
        {
            return BrokerSettings.Read(address, parsed.GetValue(_credentials), parsed.GetValue(_authority), parsed.GetValue(_queue) ?? BrokerSettings.DefaultQueue);
        }

        Option<string?>[] others = [_queue, _credentials, _authority];
        return others.FirstOrDefault(option => parsed.GetValue(option) is not null) is { } alone
            ? throw new InputException(new InputProblem("", alone.Name, "given without --broker", "a broker is needed"))
            : null;
    }
}
