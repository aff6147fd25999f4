using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Net;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Scan;

/// <summary>What only the organisation knows, given on the command line: listed destinations, allowed networks, working hours, the accounts that exist.</summary>
internal sealed class KnownHere
{
    private const long MaxListBytes = 256 << 20;

    private readonly Option<string?> _indicators;
    private readonly Option<string[]?> _allowed;
    private readonly Option<string?> _hours;
    private readonly Option<string?> _accounts;

    internal KnownHere(Terminal terminal)
    {
        _indicators = new("--indicators") { Description = terminal.Say("cli.scan.indicators"), HelpName = "FILE" };
        _allowed = new("--allowed") { Description = terminal.Say("cli.scan.allowed"), HelpName = "CIDR", AllowMultipleArgumentsPerToken = false };
        _hours = new("--hours") { Description = terminal.Say("cli.scan.hours"), HelpName = "09:00-18:00" };
        _accounts = new("--known-accounts") { Description = terminal.Say("cli.scan.known"), HelpName = "FILE" };
    }

    internal void AddTo(Command command)
    {
        foreach (var option in (Option[])[_indicators, _allowed, _hours, _accounts]) command.Options.Add(option);
    }

    /// <summary>The watch's settings with what was given; faults say what could not be used.</summary>
    internal WatchSettings Settings(ParseResult arguments, ScanContent content, ulong? seed, TimeZoneInfo zone, List<Fault> faults) => content.NewSettings(
        Allowed(arguments, faults),
        arguments.GetValue(_hours) is { } hours ? Hours(hours, zone, faults) : null,
        arguments.GetValue(_indicators) is { } list && Bytes(list, faults) is { } bytes ? Indicators.Read(bytes) : null,
        seed);

    /// <summary>The accounts that exist: one name a line, or lines of <c>passwd</c>.</summary>
    internal IReadOnlyList<string> Accounts(ParseResult arguments, List<Fault> faults) =>
        arguments.GetValue(_accounts) is not { } file || Bytes(file, faults) is not { } bytes
            ? []
            : [.. System.Text.Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(l => l[0] != '#').Select(l => l.Split(':')[0])];

    private ImmutableArray<IPNetwork> Allowed(ParseResult arguments, List<Fault> faults)
    {
        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var text in arguments.GetValue(_allowed) ?? [])
        {
            if (IPNetwork.TryParse(text, out var network)) networks.Add(network);
            else if (IPAddress.TryParse(text, out var one)) networks.Add(new(one, one.GetAddressBytes().Length * 8));
            else faults.Add(new Fault("NRS-X141", "--allowed").With("value", text));
        }
        return networks.ToImmutable();
    }

    private static BusinessHours? Hours(string text, TimeZoneInfo zone, List<Fault> faults)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash > 0 && Time(text[..dash], out var from) && Time(text[(dash + 1)..], out var until))
            return new(from, until, [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], zone);
        faults.Add(new Fault("NRS-X142", "--hours").With("value", text));
        return null;
    }

    private static bool Time(string text, out TimeOnly time) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static byte[]? Bytes(string file, List<Fault> faults)
    {
        try
        {
            if (new FileInfo(file).Length <= MaxListBytes) return File.ReadAllBytes(file);
            faults.Add(new Fault("NRS-X143", file).With("limit", Shown.Size(MaxListBytes)));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            faults.Add(new Fault("NRS-X122", file).With("reason", unreadable.Message));
        }
        return null;
    }
}
