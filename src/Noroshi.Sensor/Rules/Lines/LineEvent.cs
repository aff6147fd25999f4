using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Rules.Lines;

/// <summary>
/// A log line as rules see it: members it names itself first, then what its record says under the names of <see cref="LineFields"/>. Target, agent and referer of a request have two values where they
/// are encoded, as written and decoded, since rules are written both ways. Valid as long as the line and the record.
/// </summary>
internal ref struct LineEvent : IRuleEvent
{
    private readonly ReadOnlySpan<byte> _line;
    private readonly LogRecord _record;
    private readonly LineField[] _fields;
    private readonly LineScratch _scratch;
    private readonly ReadOnlySpan<byte> _stem;
    private readonly ReadOnlySpan<byte> _query;
    private readonly bool _isRequest;

    /// <param name="line">The line.</param>
    /// <param name="record">What it says.</param>
    /// <param name="fields">What each slot of the rules asks for.</param>
    /// <param name="scratch">Room; its own members have been read.</param>
    internal LineEvent(ReadOnlySpan<byte> line, in LogRecord record, LineField[] fields, LineScratch scratch)
    {
        _line = line;
        _record = record;
        _fields = fields;
        _scratch = scratch;
        _isRequest = record.Kind == RecordKind.Request;
        if (_isRequest) RequestParts.Split(record.Target, out _stem, out _query);
    }

    /// <inheritdoc/>
    public readonly int TextCount => 3 + _scratch.Own.TextCount;

    /// <inheritdoc/>
    public readonly int ValueCount(int slot)
    {
        if (!_scratch.Own.IsEmpty && _scratch.Own.ValueCount(slot) is > 0 and var own) return own;
        var field = _fields[slot];
        if (field == LineField.Own) return 0;
        var raw = Raw(field);
        if (raw.IsEmpty) return IsWrittenAsNothing(field) ? 3 : 0;
        return Decoded(field).IsEmpty ? 1 : 2;
    }

    /// <inheritdoc/>
    public readonly EventValueKind Value(int slot, int index, out ReadOnlySpan<byte> text)
    {
        if (!_scratch.Own.IsEmpty && _scratch.Own.ValueCount(slot) > 0) return _scratch.Own.Value(slot, index, out text);
        var field = _fields[slot];
        text = index == 0 ? Raw(field) : Decoded(field);
        if (text.IsEmpty)
        {
            // Rules write a request without agent as empty, as a hyphen, and as null.
            text = index == 1 ? "-"u8 : [];
            return index == 2 ? EventValueKind.Null : EventValueKind.Text;
        }
        return field is LineField.Status or LineField.Bytes or LineField.ClientPort ? EventValueKind.Number : EventValueKind.Text;
    }

    /// <inheritdoc/>
    public readonly ReadOnlySpan<byte> Text(int index) => index switch
    {
        0 => _line,
        // What was unescaped reads otherwise than the line.
        1 => _line.Overlaps(_record.Message) ? [] : _record.Message,
        2 => _isRequest ? _scratch.Target(_record.Target) : [],
        _ => _scratch.Own.Text(index - 3),
    };

    private readonly ReadOnlySpan<byte> Raw(LineField field) => field switch
    {
        LineField.Method when _isRequest => _record.Operation,
        LineField.Uri when _isRequest => _record.Target,
        LineField.Stem when _isRequest => _stem,
        LineField.Query when _isRequest => _query,
        LineField.Extension when _isRequest => Extension(_stem),
        LineField.Version when _isRequest => Version(),
        LineField.Status => _record.Status < 0 ? [] : _scratch.Digits(_record.Status),
        LineField.Bytes => _record.Bytes < 0 ? [] : _scratch.Digits(_record.Bytes),
        LineField.Agent => _record.UserAgent,
        LineField.Referer => _record.Referer,
        LineField.Site => _isRequest && SiteOf(_record.Target) is { IsEmpty: false } site ? site : _record.Site,
        LineField.Client => _record.Source,
        LineField.ClientPort => _record.SourcePort < 0 ? [] : _scratch.Digits(_record.SourcePort),
        LineField.Account => _record.Account,
        LineField.Actor => _record.Actor,
        LineField.Machine => _record.Host,
        LineField.Program => _record.Program,
        LineField.Message => _record.Message,
        LineField.Command when _record.Kind is RecordKind.Command or RecordKind.Elevation => _record.Target,
        LineField.File when _record.Kind == RecordKind.Transfer => _record.Target,
        LineField.Name when _record.Kind == RecordKind.NameLookup => _record.Target,
        LineField.Recipient when _record.Kind == RecordKind.Mail => _record.Target,
        LineField.Sender => _record.Sender,
        LineField.Session => _record.Session,
        _ => [],
    };

    private readonly ReadOnlySpan<byte> Decoded(LineField field)
    {
        if (!_isRequest) return [];
        switch (field)
        {
            case LineField.Uri: return _scratch.Target(_record.Target);
            case LineField.Agent: return _scratch.Agent(_record.UserAgent);
            case LineField.Referer: return _scratch.Referer(_record.Referer);
            case LineField.Stem:
                RequestParts.Split(_scratch.Target(_record.Target), out var stem, out _);
                return stem;
            case LineField.Query:
                RequestParts.Split(_scratch.Target(_record.Target), out _, out var query);
                return query;
            default: return [];
        }
    }

    /// <summary>Whether a log that writes agent or referer says that there was none.</summary>
    private readonly bool IsWrittenAsNothing(LineField field) => _isRequest && field switch
    {
        LineField.Agent => _line.EndsWith("\"-\""u8) || _line.EndsWith("\"\""u8),
        LineField.Referer => _line.IndexOf(" \"-\" "u8) > 0 || _line.IndexOf(" \"\" "u8) > 0,
        _ => false,
    };

    private static ReadOnlySpan<byte> Extension(ReadOnlySpan<byte> stem)
    {
        var name = stem[(stem.LastIndexOf((byte)'/') + 1)..];
        return name.LastIndexOf((byte)'.') is >= 0 and var dot ? name[(dot + 1)..] : [];
    }

    private static ReadOnlySpan<byte> SiteOf(ReadOnlySpan<byte> target)
    {
        var scheme = target[..Math.Min(target.Length, 8)].IndexOf("://"u8);
        return scheme < 0 ? [] : SiteName.HostOfAddress(target[(scheme + 3)..]);
    }

    /// <summary>What stands after the target in the line; records have no place for it.</summary>
    private readonly ReadOnlySpan<byte> Version()
    {
        if (_record.Target.IsEmpty || !_line.Overlaps(_record.Target, out var at)) return [];
        var rest = _line[(at + _record.Target.Length)..];
        if (!rest.StartsWith(" HTTP/"u8)) return [];
        rest = rest[1..];
        return rest.IndexOfAny((byte)'"', (byte)' ') is >= 0 and var end ? rest[..end] : rest;
    }
}
