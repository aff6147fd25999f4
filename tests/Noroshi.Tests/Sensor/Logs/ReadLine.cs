using System.Globalization;
using System.Text;
using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>A record as texts, so that tests can state it.</summary>
/// <param name="Said">What detectors judge by.</param>
/// <param name="Host">The machine.</param>
/// <param name="Program">The program.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Target">What it was done to.</param>
internal sealed record ReadLine(What Said, string Host, string Program, string Operation, string Target)
{
    internal string Site { get; private init; } = "";

    internal string Actor { get; private init; } = "";

    internal string Referer { get; private init; } = "";

    internal string UserAgent { get; private init; } = "";

    internal int Status { get; private init; }

    internal long Bytes { get; private init; }

    internal string Message { get; private init; } = "";

    internal string Session { get; private init; } = "";

    internal string Sender { get; private init; } = "";

    internal int SourcePort { get; private init; }

    internal int Count { get; private init; }

    /// <summary>A reader of UTC logs at the end of November 2026.</summary>
    internal static LogReader NewReader() => new(new(LogClock.Utc(new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero))));

    /// <summary>One line; null when nothing recognises it.</summary>
    internal static ReadLine? Of(string line) => Of(Encoding.UTF8.GetBytes(line), NewReader());

    internal static ReadLine? Of(byte[] line, LogReader reader)
    {
        LogRecord record = new();
        return reader.TryRead(line, ref record) ? Of(in record) : null;
    }

    internal static ReadLine Of(in LogRecord record)
    {
        var said = new What(record.Format, record.Kind, record.Outcome, record.Reason, Text(record.Source), Text(record.Account), Moment(record.Time));
        return new(said, Text(record.Host), Text(record.Program), Text(record.Operation), Text(record.Target))
        {
            Site = Text(record.Site),
            Actor = Text(record.Actor),
            Referer = Text(record.Referer),
            UserAgent = Text(record.UserAgent),
            Status = record.Status,
            Bytes = record.Bytes,
            Message = Text(record.Message),
            Session = Text(record.Session),
            Sender = Text(record.Sender),
            SourcePort = record.SourcePort,
            Count = record.Count,
        };
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static string Moment(long time) =>
        time == LogRecord.NoTime ? "" : DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}

/// <summary>The part of a record that detectors judge by.</summary>
internal sealed record What(string Format, RecordKind Kind, Outcome Outcome, FailureReason Reason, string Source, string Account, string Time);
