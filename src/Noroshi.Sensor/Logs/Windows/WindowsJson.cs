using Noroshi.Sensor.Logs.Json;

namespace Noroshi.Sensor.Logs.Windows;

/// <summary>Windows security events as JSON: in the shape of the event (<c>Event.System</c>, <c>Event.EventData</c>), as winlogbeat and other shippers lay them out, and flat as NXLog does.</summary>
/// <remarks>Microsoft, event schema; Elastic, winlogbeat exported fields; NXLog im_msvistalog. <c>Data</c> as a list of named texts counts as members.</remarks>
public sealed class WindowsJson : ILogFormat
{
    private static readonly string[] Places = ["Event.EventData.", "winlog.event_data.", "EventData.", "event_data.", "Event.UserData.EventXML.", ""];
    private static readonly JsonPath[][] DataPaths = [.. WindowsFields.Names.Select(name => Places.Select(place => new JsonPath(place + name)).ToArray())];
    private static readonly JsonPath[] EventIds = Paths("Event.System.EventID", "winlog.event_id", "System.EventID", "EventID", "event_id", "Event.System.EventID.#text", "Event.System.EventID.Value", "System.EventID.#text", "event.code");
    private static readonly JsonPath[] Channels = Paths("Event.System.Channel", "winlog.channel", "System.Channel", "Channel", "log_name", "LogName");
    private static readonly JsonPath[] Providers = Paths("Event.System.Provider.Name", "Event.System.Provider.@Name", "Event.System.Provider.#attributes.Name", "winlog.provider_name", "System.Provider.Name", "SourceName", "Provider_Name", "ProviderName", "source_name", "EventSource", "Provider");
    private static readonly JsonPath[] Times = Paths("Event.System.TimeCreated.SystemTime", "Event.System.TimeCreated.@SystemTime", "Event.System.TimeCreated.#attributes.SystemTime", "System.TimeCreated.SystemTime", "winlog.time_created", "@timestamp", "TimeCreated", "UtcTime", "EventTime", "TimeGenerated", "Event.System.TimeCreated");
    private static readonly JsonPath[] Computers = Paths("Event.System.Computer", "winlog.computer_name", "System.Computer", "Computer", "computer_name", "Hostname", "MachineName", "host.name");
    private static readonly JsonPath[] Ids = Paths("Id");
    private static readonly JsonPath[] Texts = Paths("Message", "message");
    private static readonly JsonPath[] OtherUsers = PathsOf("User", "Param1", "SubjectUserName");
    private static readonly JsonPath[] OtherAddresses = PathsOf("Address", "Param3", "IPString", "ClientIP", "CallingStationID", "ClientIPAddress");
    private static readonly JsonPath[] Payloads = PathsOf("payload");
    private static readonly JsonPath[] ShippedUsers = Paths("user.name");
    private static readonly JsonPath[] ShippedAddresses = Paths("source.ip", "source.address");

    /// <inheritdoc/>
    public string Name => "windows";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool CanBegin(byte first) => Json.JsonLog.IsJson(first);

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (!context.TryJson(text)) return false;
        WindowsFields fields = default;
        var eventId = First(EventIds, text, context);
        fields.Channel = First(Channels, text, context);
        // Get-WinEvent | ConvertTo-Json calls it Id, as much else does.
        if (eventId.IsEmpty && !fields.Channel.IsEmpty) eventId = First(Ids, text, context);
        if (!LineScan.TryNumber(eventId, out var number) || number > 65535) return false;
        if (fields.Channel.IsEmpty && First(Providers, text, context).IsEmpty) return false;
        fields.EventId = (int)number;
        for (var i = 0; i < DataPaths.Length; i++) fields.Set(i, First(DataPaths[i], text, context));
        if (JsonTime.TryRead(First(Times, text, context), context.Clock, out var time)) record.Time = time;
        record.Host = First(Computers, text, context);
        record.Format = "windows";
        record.Message = text;
        WindowsMeaning.Set(fields, ref record);
        if (WindowsServices.Knows(fields)) SetService(fields, text, context, ref record);
        else if (record.Kind == RecordKind.Login && record.Source.IsEmpty && record.Account.IsEmpty) SetFromElsewhere(text, context, ref record);
        return true;
    }

    // What a shipper made of the event's data (Elastic Common Schema), or the text for people.
    private static void SetFromElsewhere(ReadOnlySpan<byte> text, LogContext context, scoped ref LogRecord record)
    {
        record.Account = First(ShippedUsers, text, context);
        if (LineScan.TryAddress(First(ShippedAddresses, text, context), out var source, out _)) record.Source = source;
        if (record.Source.IsEmpty && record.Account.IsEmpty) WindowsText.Read(First(Texts, text, context), ref record);
    }

    private static void SetService(in WindowsFields fields, ReadOnlySpan<byte> text, LogContext context, scoped ref LogRecord record)
    {
        WindowsServices.Set(fields, First(OtherUsers, text, context), First(OtherAddresses, text, context), ref record);
        var isSshd = WindowsServices.IsSshd(fields);
        if (!isSshd && !WindowsServices.IsSqlServer(fields)) return;
        // The program's own message: the reader passes it on to those who know it.
        var payload = First(isSshd ? Payloads : Texts, text, context);
        if (payload.IsEmpty) return;
        record.Program = isSshd ? "sshd"u8 : "mssqlserver"u8;
        record.Message = payload;
        record.IsEnvelope = true;
    }

    private static JsonPath[] PathsOf(params string[] names) => [.. names.SelectMany(name => Places.Select(place => new JsonPath(place + name)))];

    private static JsonPath[] Paths(params string[] texts) => [.. texts.Select(t => new JsonPath(t))];

    private static ReadOnlySpan<byte> First(JsonPath[] paths, ReadOnlySpan<byte> line, LogContext context)
    {
        foreach (var path in paths)
        {
            if (context.Json.Find(line, path) is not { } member) continue;
            var value = JsonText.Of(line, member, context);
            if (!value.IsEmpty && value is not [(byte)'-']) return value;
        }
        return [];
    }
}
