namespace Noroshi.Formats.Syslog;

#pragma warning disable CA1051 // The reader fills the parts one by one, several by `out`; the message lives on the stack and is no one's state.

/// <summary>The parts of one syslog message, as slices of its text. A part that is absent or written as the nil value <c>-</c> is empty.</summary>
/// <remarks>RFC 5424 section 6; RFC 3164 section 4.1, where only priority, timestamp, host, tag (as application name and process id) and message can be there.</remarks>
public ref struct SyslogMessage
{
    /// <summary>A message of which nothing is known.</summary>
    public SyslogMessage() => Priority = -1;

    /// <summary>Facility times eight plus severity, 0 to 191; -1 when a line of a file has none.</summary>
    public int Priority;

    /// <summary>The version of RFC 5424, 1 to 999; 0 for the older form.</summary>
    public int Version;

    /// <summary>The timestamp as written.</summary>
    public ReadOnlySpan<byte> Timestamp;

    /// <summary>The machine that logged.</summary>
    public ReadOnlySpan<byte> Hostname;

    /// <summary>The program that logged; the older form's tag without the process id.</summary>
    public ReadOnlySpan<byte> AppName;

    /// <summary>The process id, or whatever the program put in its place.</summary>
    public ReadOnlySpan<byte> ProcId;

    /// <summary>The kind of message.</summary>
    public ReadOnlySpan<byte> MsgId;

    /// <summary>The structured data as written; see <see cref="StructuredData"/>.</summary>
    public ReadOnlySpan<byte> Elements;

    /// <summary>The message; with its byte order mark where it declares itself UTF-8 by one.</summary>
    public ReadOnlySpan<byte> Message;

    /// <summary>Where the message comes from, 0 to 23, or -1. RFC 5424 table 1.</summary>
    public readonly int Facility => Priority < 0 ? -1 : Priority >> 3;

    /// <summary>How bad it is, 0 (emergency) to 7 (debug), or -1. RFC 5424 table 2.</summary>
    public readonly int Severity => Priority < 0 ? -1 : Priority & 7;
}
