using System.Text;
using System.Text.Json;
using RabbitMQ.Client;

namespace Sim.Experiments;

/// <summary>One result, as it travels: its line, with the sweep and the cost in the properties.</summary>
/// <param name="Sweep">Id of the sweep.</param>
/// <param name="Line">As it will stand in runs.jsonl.</param>
/// <param name="Wall">What it cost the worker.</param>
internal sealed record ResultMessage(string Sweep, RunLine Line, TimeSpan Wall)
{
    private const string MessageType = "sim.result/1";
    private const string WallHeader = "sim-wall-us";

    public BasicProperties Properties() => new()
    {
        Type = MessageType,
        CorrelationId = Sweep,
        Persistent = true,
        Headers = new Dictionary<string, object?>(StringComparer.Ordinal) { [WallHeader] = (long)Wall.TotalMicroseconds },
    };

    public byte[] Body() => Encoding.UTF8.GetBytes(Line.ToJson());

    /// <summary>Null if the message is none of ours.</summary>
    public static ResultMessage? TryRead(IReadOnlyBasicProperties properties, ReadOnlySpan<byte> body)
    {
        if (properties.Type != MessageType || properties.CorrelationId is not { Length: > 0 } sweep) return null;
        try
        {
            var wall = properties.Headers?.TryGetValue(WallHeader, out var value) == true && value is long micros ? TimeSpan.FromMicroseconds(micros) : TimeSpan.Zero;
            return new ResultMessage(sweep, RunLine.Parse(Encoding.UTF8.GetString(body)), wall);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
