using Xunit;

namespace Sim.Testing;

/// <summary>A test that starts a RabbitMQ broker of its own; skipped where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrokerFactAttribute : FactAttribute
{
    public BrokerFactAttribute()
    {
        if (BrokerProcess.Server is null) Skip = "RabbitMQ (rabbitmq-server) is not installed in its usual place.";
    }
}
