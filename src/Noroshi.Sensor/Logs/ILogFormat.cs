namespace Noroshi.Sensor.Logs;

/// <summary>One log format: one file in this folder and one line in <see cref="LogFormats"/>.</summary>
/// <remarks>
/// Implementations keep no state of their own (that of a file is in <see cref="LogContext"/>), are safe from several threads, allocate nothing per line,
/// never throw on input, and accept only what they are sure of: a reader asks many formats, and the first to say yes wins.
/// </remarks>
public interface ILogFormat
{
    /// <summary>Stable lower-case name, such as <c>combined</c> or <c>sshd</c>.</summary>
    string Name { get; }

    /// <summary>Program names whose syslog or journal messages this format reads; empty for a format that reads whole lines.</summary>
    IReadOnlyList<string> Programs { get; }

    /// <summary>Whether a line of this format can begin with a byte: a reader does not ask the others, which spares a line that no format knows most of the questions.</summary>
    /// <param name="first">The line's first byte.</param>
    bool CanBegin(byte first) => true;

    /// <summary>Reads a line, or, for a format with <see cref="Programs"/>, the message after the envelope.</summary>
    /// <param name="text">The line without its line end, at most <see cref="LogReader.MaxLineBytes"/>; or the message.</param>
    /// <param name="context">The state of the file.</param>
    /// <param name="record">Receives what the line says. For a message, time, host and program are already there.</param>
    /// <returns>Whether the text is of this format. When false, the record may hold remains and must be made anew.</returns>
    bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record);
}
