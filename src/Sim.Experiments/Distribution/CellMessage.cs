using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace Sim.Experiments;

/// <summary>One run to do, as it travels: "cell/replica", with the sweep it belongs to in the properties.</summary>
/// <param name="Sweep">Id of the sweep.</param>
/// <param name="Cell">From 0.</param>
/// <param name="Replica">From 0.</param>
internal sealed record CellMessage(string Sweep, int Cell, int Replica)
{
    private const string MessageType = "sim.cell/1";

    public BasicProperties Properties() => new() { Type = MessageType, CorrelationId = Sweep, Persistent = true };

    public byte[] Body() => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Cell}/{Replica}"));

    /// <summary>Null if the message is none of ours.</summary>
    public static CellMessage? TryRead(IReadOnlyBasicProperties properties, ReadOnlySpan<byte> body)
    {
        const int LengthMax = 32;
        if (properties.Type != MessageType || properties.CorrelationId is not { Length: > 0 } sweep || body.Length > LengthMax) return null;
        var parts = Encoding.UTF8.GetString(body).Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var cell)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var replica)
                ? new CellMessage(sweep, cell, replica)
                : null;
    }

    /// <summary>How often the message was with somebody who did not finish it.</summary>
    public static long TriesOf(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue("x-delivery-count", out var count) == true && count is not null ? Convert.ToInt64(count, CultureInfo.InvariantCulture) : 0;
}
