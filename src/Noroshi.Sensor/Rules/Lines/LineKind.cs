using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Rules.Lines;

/// <summary>What a line is, as far as the log source of a rule can ask: kind, format, program, and number and channel of a Windows event.</summary>
/// <param name="record">What the line says.</param>
/// <param name="eventId">The event's number, or -1.</param>
/// <param name="channel">The event's channel, or empty.</param>
/// <param name="isStructured">Whether the line is an object or event whose members are its own: it may be of any product.</param>
internal readonly ref struct LineKind(in LogRecord record, int eventId, ReadOnlySpan<byte> channel, bool isStructured)
{
    /// <summary>Members of a line that tell what it is.</summary>
    internal static readonly string[] Fields = ["EventID", "Channel"];

    internal bool IsRequest { get; } = record.Kind == RecordKind.Request;

    /// <summary>Empty when no format read the line.</summary>
    internal string Format { get; } = record.Format;

    internal ReadOnlySpan<byte> Program { get; } = record.Program;

    internal int EventId { get; } = eventId;

    internal ReadOnlySpan<byte> Channel { get; } = channel;

    /// <summary>The same for lines that are the same here.</summary>
    internal ulong Key(ulong seed) => Keys.Pair(
        Keys.Pair(Keys.Of(Program, seed), (uint)Format.GetHashCode(StringComparison.Ordinal)),
        Keys.Pair(Keys.Of(Channel, seed), ((ulong)(EventId + 1) << 2) | (IsRequest ? 2UL : 0) | (IsUnknownObject ? 1UL : 0)));

    internal bool IsWindows => Format.StartsWith("windows", StringComparison.Ordinal) || EventId >= 0;

    internal bool IsUnknownObject { get; } = isStructured && record.Format.Length == 0;

    /// <summary>Whether the program, or the format, is one of some names; a path or instance (<c>postfix/smtpd</c>, <c>/usr/sbin/cron</c>) counts as its parts.</summary>
    internal bool IsOf(ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Format.Equals(name, StringComparison.OrdinalIgnoreCase) || IsProgram(name)) return true;
        }
        return false;
    }

    private bool IsProgram(string name)
    {
        foreach (var part in Program.Split((byte)'/'))
        {
            var text = Program[part];
            // cron writes CROND, systemd names units sshd@... and processes (sshd-session) of a program follow its name.
            if (text.Length >= name.Length && System.Text.Ascii.EqualsIgnoreCase(text[..name.Length], name) && (text.Length == name.Length || !char.IsAsciiLetterOrDigit((char)text[name.Length]))) return true;
        }
        return false;
    }
}
