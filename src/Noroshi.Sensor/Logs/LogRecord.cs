using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Noroshi.Sensor.Logs;

#pragma warning disable CA1051 // Formats fill the record field by field, several by `out`; it lives on the stack for one line and is no one's state.

/// <summary>What one log line says, as slices of the line (or of the reader's scratch when the line was escaped). Valid until the next line is read.</summary>
/// <remarks>The elements are those of the G8 log catalogue (seed 002, 補遺1: 接続日時, 利用者ID, 割当IP, 操作, 経路 ...); not every service has every one. An element a line does not have is empty, -1 or <see cref="NoTime"/>.</remarks>
public ref struct LogRecord
{
    /// <summary>The <see cref="Time"/> of a line without one.</summary>
    public const long NoTime = long.MinValue;

    /// <summary>A record that says nothing yet.</summary>
    public LogRecord() => Clear();

    /// <summary>
    /// Says nothing again. In place: a record is large, and a fresh one for each line would be made and then copied. By vectors: what holds references is otherwise zeroed eight bytes at a time, which took a
    /// tenth of reading a line.
    /// </summary>
    [MemberNotNull(nameof(Format))]
    internal void Clear()
    {
        ref var bytes = ref Unsafe.As<LogRecord, byte>(ref this);
        var at = 0;
        for (; at + Vector256<byte>.Count <= Unsafe.SizeOf<LogRecord>(); at += Vector256<byte>.Count) Unsafe.WriteUnaligned(ref Unsafe.Add(ref bytes, at), Vector256<byte>.Zero);
        for (; at < Unsafe.SizeOf<LogRecord>(); at += sizeof(ulong)) Unsafe.WriteUnaligned(ref Unsafe.Add(ref bytes, at), 0UL);
        Format = "";
        Time = NoTime;
        Status = -1;
        Bytes = -1;
        SourcePort = -1;
        Count = 1;
    }

    /// <summary>Name of the format that read the line (<see cref="ILogFormat.Name"/>); the innermost one, such as <c>sshd</c> inside syslog.</summary>
    public string Format;

    /// <summary>Whether the message is a line or message of another format, which the reader then reads: a container's log, a syslog header.</summary>
    public bool IsEnvelope;

    /// <summary>What kind of thing happened.</summary>
    public RecordKind Kind;

    /// <summary>How it ended.</summary>
    public Outcome Outcome;

    /// <summary>Why it failed, when the line says so.</summary>
    public FailureReason Reason;

    /// <summary>When, Unix milliseconds UTC (接続日時); see <see cref="LogClock"/> for zones and missing years.</summary>
    public long Time;

    /// <summary>How many times it happened, when the line says so (<c>message repeated 5 times: [ ... ]</c>); else 1.</summary>
    public int Count;

    /// <summary>The machine that logged.</summary>
    public ReadOnlySpan<byte> Host;

    /// <summary>The program that logged, without process id.</summary>
    public ReadOnlySpan<byte> Program;

    /// <summary>Who connected: an IP address without brackets, port or IPv4-mapped prefix, or a host name where the log has only that.</summary>
    public ReadOnlySpan<byte> Source;

    /// <summary>The source's port, or -1.</summary>
    public int SourcePort;

    /// <summary>The account tried or used (利用者ID), as written. People type passwords here: mask it unless the account is known to exist.</summary>
    public ReadOnlySpan<byte> Account;

    /// <summary>The account that acted, where it differs: who ran sudo, who relayed.</summary>
    public ReadOnlySpan<byte> Actor;

    /// <summary>The operation: HTTP method, FTP verb in capitals (<c>RETR</c>, <c>STOR</c>, <c>DELE</c>), authentication mechanism (<c>password</c>, <c>publickey</c>, <c>PLAIN</c>).</summary>
    public ReadOnlySpan<byte> Operation;

    /// <summary>What it was done to: request target as written, file path, command run, message recipient, news group.</summary>
    public ReadOnlySpan<byte> Target;

    /// <summary>The site or service addressed: virtual host, destination address.</summary>
    public ReadOnlySpan<byte> Site;

    /// <summary>HTTP Referer, as written.</summary>
    public ReadOnlySpan<byte> Referer;

    /// <summary>HTTP User-Agent, as written.</summary>
    public ReadOnlySpan<byte> UserAgent;

    /// <summary>HTTP, FTP or SMTP status, or -1.</summary>
    public int Status;

    /// <summary>Bytes sent or transferred, or -1.</summary>
    public long Bytes;

    /// <summary>Mail sender.</summary>
    public ReadOnlySpan<byte> Sender;

    /// <summary>Message or session identifier that joins lines of one transaction: mail queue id, message-ID, session number, process id.</summary>
    public ReadOnlySpan<byte> Session;

    /// <summary>The text after time, host and program; the whole line when it has no envelope.</summary>
    public ReadOnlySpan<byte> Message;
}
