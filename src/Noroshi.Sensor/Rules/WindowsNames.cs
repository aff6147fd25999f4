namespace Noroshi.Sensor.Rules;

/// <summary>Names within a Windows event to those of Sigma's taxonomy: <c>Event.EventData.Image</c> is <c>Image</c>, <c>Event.System.Provider.#attributes.Name</c> is <c>Provider_Name</c>.</summary>
/// <remarks>Sigma rules specification 2.0.0, "Field Usage" 3: attributes of a tag are joined to its name by an underscore.</remarks>
internal static class WindowsNames
{
    /// <summary>The short name; empty when the name has none, or is too long for the buffer.</summary>
    internal static ReadOnlySpan<byte> Shorten(ReadOnlySpan<byte> name, Span<byte> buffer)
    {
        var rest = Within(name);
        if (rest.IsEmpty || rest.Length > buffer.Length) return [];
        if (rest.EndsWith(".#text"u8)) rest = rest[..^6];
        var mark = rest.IndexOf(".#attributes."u8);
        if (mark < 0) return rest;
        var attribute = rest[(mark + 13)..];
        rest[..mark].CopyTo(buffer);
        buffer[mark] = (byte)'_';
        attribute.CopyTo(buffer[(mark + 1)..]);
        return buffer[..(mark + 1 + attribute.Length)];
    }

    private static ReadOnlySpan<byte> Within(ReadOnlySpan<byte> name)
    {
        if (name.StartsWith("Event."u8)) name = name[6..];
        if (name.StartsWith("System."u8)) return name[7..];
        if (name.StartsWith("EventData."u8)) return name[10..];
        if (name.StartsWith("winlog.event_data."u8)) return name[18..];
        // Below UserData stands one element whose name depends on the provider.
        if (!name.StartsWith("UserData."u8)) return [];
        var dot = name[9..].IndexOf((byte)'.');
        return dot < 0 ? [] : name[(9 + dot + 1)..];
    }
}
