using Noroshi.Sensor.Logs.Json;

namespace Noroshi.Sensor.Rules;

/// <summary>
/// A JSON object as an event: flat, nested (names joined by dots), or a Windows event, whose fields also get the short names of Sigma's taxonomy. Reused from event to event; not for several threads.
/// </summary>
/// <remarks>Sigma rules specification 2.0.0, "Field Usage"; Windows events as JSON with <c>#attributes</c> and <c>#text</c>.</remarks>
/// <param name="fields">The fields rules ask for.</param>
public sealed class JsonEvent(FieldTable fields) : IRuleEvent
{
    private readonly EventFields _fields = new(fields);

    /// <inheritdoc/>
    public int TextCount => _fields.TextCount;

    /// <summary>Takes the next event.</summary>
    /// <param name="json">One JSON object, UTF-8.</param>
    /// <returns>False when it is none; the event is empty then.</returns>
    public bool Read(ReadOnlySpan<byte> json)
    {
        _fields.Clear();
        return JsonFields.TryRead(json, _fields);
    }

    /// <inheritdoc/>
    public int ValueCount(int slot) => _fields.ValueCount(slot);

    /// <inheritdoc/>
    public EventValueKind Value(int slot, int index, out ReadOnlySpan<byte> text) => _fields.Value(slot, index, out text);

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Text(int index) => _fields.Text(index);
}
