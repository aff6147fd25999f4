using System.Text;
using Noroshi.Sensor.Logs.Json;
using Noroshi.Sensor.Logs.Windows;

namespace Noroshi.Sensor.Logs;

/// <summary>All log formats: a new one is a file in this folder and one line here. Order is the order of asking; the surest first.</summary>
public static class LogFormats
{
    /// <summary>Formats of whole lines, envelopes among them.</summary>
    public static IReadOnlyList<ILogFormat> Lines { get; } =
    [
        new Combined(),
        new CriLine(),
        new CowrieText(),
        new EximLine(),
        new DovecotLine(),
        new PostgreSqlLine(),
        new SyslogLine(),
        new Rfc5424Line(),
        new WindowsJson(),
        new JsonLog(),
        new NginxError(),
        new ApacheError(),
        new NginxProxyHosts(),
        new HaProxy(),
        new LoadBalancer(),
        new SquidAccess(),
        new IisNative(),
        new CefLine(),
        new WindowsXml(),
        new JournalExport(),
        new ModSecurityAudit(),
        new W3cExtended(),
        new RadiusLine(),
        new Xferlog(),
        new DeviceLine(),
    ];

    /// <summary>Formats of messages inside an envelope, by program.</summary>
    public static IReadOnlyList<ILogFormat> Messages { get; } =
    [
        new Sshd(),
        new Sudo(),
        new Su(),
        new Pam(),
        new Postfix(),
        new Dovecot(),
        new Exim(),
        new Sendmail(),
        new Radius(),
        new PostgreSql(),
        new CowrieText(),
        new CefLine(),
    ];

    /// <summary>In <see cref="ILogFormat.Programs"/>: whatever the program; asked after those that name it.</summary>
    public const string AnyProgram = "*";

    private static readonly ILogFormat[] OfAny = [.. Messages.Where(format => format.Programs.Contains(AnyProgram))];

    private static readonly Dictionary<string, ILogFormat[]> ByProgram = Messages
        .SelectMany(format => format.Programs)
        .Where(program => program != AnyProgram)
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .ToDictionary(program => program, program => Messages.Where(format => format.Programs.Contains(program, StringComparer.OrdinalIgnoreCase)).Concat(OfAny).ToArray(), StringComparer.OrdinalIgnoreCase);

    // Arrays: walking over a list behind an interface allocates.
    private static readonly ILogFormat[][] ByFirst = [.. Enumerable.Range(0, 256).Select(first => Lines.Where(format => format.CanBegin((byte)first)).ToArray())];

    /// <summary>Formats of whole lines that can begin as a text does.</summary>
    internal static ILogFormat[] Beginning(ReadOnlySpan<byte> text) => ByFirst[text.IsEmpty ? 0 : text[0]];

    internal static bool IsDigit(byte first) => char.IsAsciiDigit((char)first);

    /// <summary>Whether an English month's name can begin with a byte.</summary>
    internal static bool IsMonth(byte first) => "JFMASOND"u8.Contains((byte)(first & ~0x20));

    /// <summary>Whether an English weekday's name can begin with a byte.</summary>
    internal static bool IsWeekday(byte first) => "MTWFS"u8.Contains((byte)(first & ~0x20));

    /// <summary>Whether an IP address can begin with a byte, in brackets or not.</summary>
    internal static bool IsAddress(byte first) => char.IsAsciiHexDigit((char)first) || first is (byte)':' or (byte)'[';

    /// <summary>The format of a name, or null.</summary>
    /// <param name="name">As in <see cref="ILogFormat.Name"/>.</param>
    public static ILogFormat? Find(string name) => Lines.Concat(Messages).FirstOrDefault(format => format.Name == name);

    /// <summary>The formats that read a program's messages, in order; empty when none does.</summary>
    /// <param name="program">The program as the envelope names it; a path or a component after a slash (<c>postfix/smtpd</c>) is matched whole, then by its parts.</param>
    internal static ILogFormat[] Of(ReadOnlySpan<byte> program)
    {
        var name = Encoding.UTF8.GetString(program);
        if (ByProgram.TryGetValue(name, out var whole)) return whole;
        var parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 && (ByProgram.TryGetValue(parts[^1], out var last) || ByProgram.TryGetValue(parts[0], out last)) ? last : OfAny;
    }
}
