using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Rules;

/// <summary>The elements of a Windows event in XML, one event a line, as fields with the short names of Sigma's taxonomy. No XML is built: texts between two tags and named data are taken. Never throws.</summary>
/// <remarks>Microsoft, event schema; Sysmon for Linux writes the same.</remarks>
internal static class XmlFields
{
    private const int MaxElements = 256;

    /// <summary>Whether a line is such an event.</summary>
    internal static bool IsEvent(ReadOnlySpan<byte> line) => line.IndexOf("<Event"u8) >= 0 && line.IndexOf("</Event>"u8) > 0;

    internal static void Read(ReadOnlySpan<byte> line, EventFields fields)
    {
        for (var count = 0; count < MaxElements; count++)
        {
            var open = line.IndexOf((byte)'<');
            if (open < 0) return;
            line = line[(open + 1)..];
            var close = line.IndexOf((byte)'>');
            if (close < 0) return;
            var tag = line[..close];
            line = line[(close + 1)..];
            if (tag is [] or [(byte)'/', ..]) continue;
            var blank = tag.IndexOf((byte)' ');
            var name = blank < 0 ? tag.TrimEnd((byte)'/') : tag[..blank];
            var named = blank < 0 ? [] : Attribute(tag[blank..]);
            if (name.SequenceEqual("Provider"u8)) AddText("Provider_Name"u8, named, fields);
            if (tag[^1] == '/') continue;
            var end = line.IndexOf((byte)'<');
            if (end > 0 && line[end..].StartsWith("</"u8)) AddText(name.SequenceEqual("Data"u8) ? named : name, line[..end], fields);
        }
    }

    /// <summary>The value of <c>Name</c>.</summary>
    private static ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> attributes)
    {
        var at = attributes.IndexOf(" Name="u8);
        if (at < 0 || attributes.Length < at + 8) return [];
        var quote = attributes[at + 6];
        var value = attributes[(at + 7)..];
        return value.IndexOf(quote) is >= 0 and var end ? value[..end] : [];
    }

    private static void AddText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, EventFields fields)
    {
        if (name.IsEmpty) return;
        var room = fields.Room(value.Length);
        var written = 0;
        for (var rest = value; !rest.IsEmpty;)
        {
            if (rest[0] == '&' && Reference(ref rest) is var character and not 0) room[written++] = character;
            else
            {
                room[written++] = rest[0];
                rest = rest[1..];
            }
        }
        fields.Add(name, EventValueKind.Text, written);
    }

    private static byte Reference(ref ReadOnlySpan<byte> rest) =>
        LineScan.TrySkip(ref rest, "&lt;"u8) ? (byte)'<' : LineScan.TrySkip(ref rest, "&gt;"u8) ? (byte)'>' : LineScan.TrySkip(ref rest, "&amp;"u8) ? (byte)'&'
        : LineScan.TrySkip(ref rest, "&quot;"u8) ? (byte)'"' : LineScan.TrySkip(ref rest, "&apos;"u8) ? (byte)'\'' : (byte)0;
}
