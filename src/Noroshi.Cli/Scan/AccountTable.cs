using System.Globalization;
using System.Text.Json.Nodes;
using Noroshi.Formats.Rfc3339;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Logs;

namespace Noroshi.Cli.Scan;

/// <summary><c>--accounts</c>: the last log-in of every account, the longest unseen first.</summary>
/// <param name="terminal">Where and in which language.</param>
internal sealed class AccountTable(Terminal terminal)
{
    internal void Write(IReadOnlyList<AccountLine> accounts, TimeZoneInfo zone)
    {
        if (terminal.IsJson)
        {
            foreach (var account in accounts) terminal.Line(Json(account).ToJsonString());
            return;
        }
        if (accounts.Count == 0) terminal.Line(terminal.Say("scan.accounts.none"));
        foreach (var account in accounts) terminal.Line(Row(account, zone));
    }

    private string Row(AccountLine account, TimeZoneInfo zone)
    {
        var state = terminal.Say($"scan.accounts.{State(account.State)}");
        var last = account.Last == LogRecord.NoTime ? terminal.Say("scan.accounts.never") : Shown.Time(account.Last, zone);
        var name = Shown.Text(account.Name);
        return string.Create(CultureInfo.InvariantCulture, $"{name}{new string(' ', Math.Max(1, 24 - Plain.Width(name)))}{last,-17} {Shown.Number(account.LogIns),6} / {Shown.Number(account.Failures),-6} {Shown.Text(account.LastSource),-24} {Shown.Text(account.LastService),-12} {state}").TrimEnd();
    }

    private static JsonObject Json(AccountLine account) => new()
    {
        ["account"] = Shown.Text(account.Name),
        ["state"] = State(account.State),
        ["last"] = Instant(account.Last),
        ["first"] = Instant(account.First),
        ["logins"] = account.LogIns,
        ["failures"] = account.Failures,
        ["source"] = account.LastSource.Length == 0 ? null : Shown.Text(account.LastSource),
        ["service"] = account.LastService.Length == 0 ? null : Shown.Text(account.LastService),
        ["days"] = account.Days,
        ["networks"] = account.Networks,
    };

    private static JsonNode? Instant(long unixMs) => LogTime.IsRepresentable(unixMs) ? Rfc3339Text.Of(DateTimeOffset.FromUnixTimeMilliseconds(unixMs), 3) : null;

    private static string State(AccountState state) => state switch
    {
        AccountState.Active => "active",
        AccountState.Dormant => "dormant",
        _ => "never-seen",
    };
}
