using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Noroshi.Sensor.Detectors.Matches;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Logs;
using Noroshi.Sensor.Rules.Correlations;

namespace Noroshi.Sensor.Detectors;

/// <summary>
/// The sightings of one block of lines, made by the thread that parses it and then taken by the <see cref="Watch"/>, in file order. Used again for the next block; one thread at a time.
/// </summary>
/// <remarks>
/// <code>
/// threads:  parse lines ─► Add(line) ... ─► SightingBlock ─┐
///                                                          ├─► in file order ─► Watch.Take ─► Findings
/// threads:  parse lines ─► Add(line) ... ─► SightingBlock ─┘
/// </code>
/// </remarks>
public sealed class SightingBlock
{
    private readonly ulong _seed;
    private readonly Indicators? _indicators;
    private readonly List<(string Format, ulong Key, byte[] Name)> _formats = [];
    private readonly List<string> _rules = [];
    private Sighting[] _sightings = new Sighting[1024];
    private byte[] _own = new byte[4096];
    private int _ownUsed;
    private string _format = "";
    private ulong _formatKey;
    private byte _formatTag;
    private byte[] _formatName = [];
    private TextSlice _formatSlice;
    private readonly byte[] _program = new byte[32];
    private int _programLength;
    private ulong _programKey;

    /// <summary>Room for sightings.</summary>
    /// <param name="settings">Those of the watch that will take them.</param>
    public SightingBlock(WatchSettings settings)
    {
        _seed = settings.Seed;
        _indicators = settings.Indicators;
    }

    /// <summary>How many lines were added, of interest or not.</summary>
    public int Lines { get; private set; }

    internal ReadOnlySpan<Sighting> Sightings => _sightings.AsSpan(0, Count);

    internal ReadOnlySpan<byte> Own => _own.AsSpan(0, _ownUsed);

    internal TimeTrack Times { get; } = new();

    /// <summary>Lines at which rules of a rule set fired.</summary>
    internal MatchList Matches { get; } = new();

    internal string Rule(int number) => _rules[number];

    private int Count { get; set; }

    /// <summary>Forgets the block before.</summary>
    public void Begin()
    {
        Count = 0;
        Lines = 0;
        _ownUsed = 0;
        _formatSlice = default;
        _rules.Clear();
        Times.Begin();
        Matches.Begin();
    }

    /// <summary>Adds a line that no format recognised: it counts as a line and no more.</summary>
    public void AddUnread() => Lines++;

    /// <summary>Adds a line.</summary>
    /// <param name="block">The block that is read.</param>
    /// <param name="line">The line, a slice of the block.</param>
    /// <param name="record">What it says.</param>
    /// <param name="verdict">What its request looks like; <see cref="WebVerdict.Nothing"/> for other lines.</param>
    public void Add(ReadOnlySpan<byte> block, ReadOnlySpan<byte> line, in LogRecord record, in WebVerdict verdict)
    {
        var number = Lines++;
        if (record.Time != LogRecord.NoTime) Times.See(record.Time, number);
        var listed = _indicators is null ? [] : ListedIn(in record);
        if (!IsWatched(in record) && listed.IsEmpty) return;
        if (Count == _sightings.Length) Array.Resize(ref _sightings, Count * 2);
        ref var sighting = ref _sightings[Count++];
        sighting = default;
        sighting.Line = number;
        sighting.Whole = SliceOf(block, line);
        Describe(ref sighting, block, in record);
        if (!listed.IsEmpty) sighting.Flags |= SightingFlags.Listed;
        if (record.Kind == RecordKind.Request) DescribeRequest(ref sighting, block, in record, in verdict);
        else DescribeAct(ref sighting, block, in record);
    }

    /// <summary>Adds the rules that fired at the line that will be added next.</summary>
    internal void AddMatch(ReadOnlySpan<byte> block, ReadOnlySpan<byte> line, in LogRecord record, long time, ReadOnlySpan<int> rules, FieldValues? values)
    {
        Sighting sighting = new() { Line = Lines, Whole = SliceOf(block, line) };
        Describe(ref sighting, block, in record);
        if (record.Kind == RecordKind.Request) DescribeRequest(ref sighting, block, in record, WebVerdict.Nothing);
        else DescribeAct(ref sighting, block, in record);
        sighting.Time = time;
        Matches.Add(in sighting, rules, values);
    }

    /// <summary>The indicator a line names: its source, its site, the host or the whole of its target.</summary>
    private ReadOnlySpan<byte> ListedIn(in LogRecord record)
    {
        if (_indicators!.Contains(record.Source)) return record.Source;
        if (_indicators.Contains(record.Site) || (record.Site.Contains((byte)':') && _indicators.Contains(SiteName.HostOf(record.Site)))) return record.Site;
        var target = record.Target;
        if (target.IsEmpty || (record.Kind == RecordKind.Request && target[0] == '/')) return [];
        if (_indicators.Contains(target)) return target;
        var scheme = target.IndexOf("://"u8);
        var host = SiteName.HostOfAddress(scheme < 0 ? target : target[(scheme + 3)..]);
        return _indicators.Contains(host) ? host : [];
    }

    private static bool IsWatched(in LogRecord record) => record.Kind switch
    {
        RecordKind.Request or RecordKind.Login or RecordKind.Elevation or RecordKind.Transfer or RecordKind.Mail or RecordKind.SessionOpened or RecordKind.SessionClosed => true,
        RecordKind.Connection => record.Reason == FailureReason.UnknownAccount,
        _ => false,
    };

    private void Describe(ref Sighting sighting, ReadOnlySpan<byte> block, in LogRecord record)
    {
        sighting.Kind = record.Kind;
        sighting.Outcome = record.Outcome;
        sighting.Reason = record.Reason;
        sighting.Time = record.Time;
        sighting.Bytes = record.Bytes;
        sighting.Count = Math.Clamp(record.Count, 1, 1000);
        sighting.Status = (short)record.Status;
        if (!ReferenceEquals(record.Format, _format)) SetFormat(record.Format);
        sighting.Format = _formatTag;
        sighting.Source = Keys.OfName(record.Source, _seed);
        sighting.SourceText = SliceOf(block, record.Source);
        sighting.Host = Keys.OfName(record.Host, _seed);
        sighting.HostText = SliceOf(block, record.Host);
        if (!record.Account.IsEmpty)
        {
            sighting.Account = Keys.OfName(record.Account, _seed);
            sighting.AccountText = SliceOf(block, record.Account);
        }
        if (record.Program.IsEmpty)
        {
            sighting.Service = _formatKey;
            sighting.ServiceText = FormatSlice();
        }
        else
        {
            sighting.Service = KeyOfProgram(record.Program);
            sighting.ServiceText = SliceOf(block, record.Program);
        }
    }

    /// <summary>The key of a program, which mostly is that of the line before.</summary>
    private ulong KeyOfProgram(ReadOnlySpan<byte> program)
    {
        if (program.SequenceEqual(_program.AsSpan(0, _programLength))) return _programKey;
        var key = Keys.OfName(program, _seed);
        if (program.Length > _program.Length) return key;
        program.CopyTo(_program);
        (_programLength, _programKey) = (program.Length, key);
        return key;
    }

    private void DescribeRequest(ref Sighting sighting, ReadOnlySpan<byte> block, in LogRecord record, in WebVerdict verdict)
    {
        var end = record.Target.IndexOfAny((byte)'?', (byte)';', (byte)'#');
        var path = end < 0 ? record.Target : record.Target[..end];
        sighting.Target = Keys.Of(path, _seed);
        sighting.TargetText = SliceOf(block, path);
        sighting.TargetLength = record.Target.Length;
        sighting.SiteText = SliceOf(block, record.Site);
        sighting.Flags |= PathTraits.Of(record.Operation, path);
        if ((sighting.Flags & SightingFlags.Executable) != 0) sighting.Name = Keys.OfName(PathTraits.FileName(path), _seed);
        sighting.Service = Keys.OfName(record.Site, _seed) is var site and not 0 ? site : _formatKey;
        sighting.Rule = -1;
        if (verdict.Tier == Tier.None) return;
        sighting.Classes = verdict.Classes;
        sighting.Tier = verdict.Tier;
        if (verdict.HasLikelySucceeded) sighting.Flags |= SightingFlags.LikelySucceeded;
        sighting.Rule = _rules.IndexOf(verdict.Rule);
        if (sighting.Rule >= 0) return;
        sighting.Rule = _rules.Count;
        _rules.Add(verdict.Rule);
    }

    private void DescribeAct(ref Sighting sighting, ReadOnlySpan<byte> block, in LogRecord record)
    {
        sighting.Rule = -1;
        sighting.Flags |= AccountTraits.Of(record.Account);
        var isMailLogin = record.Kind == RecordKind.Login && record.Format is "postfix" or "sendmail" or "exim";
        if (isMailLogin) sighting.Flags |= SightingFlags.MailLogin;
        if (!record.Actor.IsEmpty)
        {
            sighting.Actor = Keys.OfName(record.Actor, _seed);
            sighting.ActorText = SliceOf(block, record.Actor);
        }
        // Nobody asks for the session of a log-in, but where mail is sent.
        if (!record.Session.IsEmpty && (isMailLogin || record.Kind is not (RecordKind.Login or RecordKind.Connection))) sighting.Session = Keys.Of(record.Session, _seed);
        if (record.Target.IsEmpty) return;
        sighting.Target = Keys.Of(record.Target, _seed);
        sighting.TargetText = SliceOf(block, record.Target);
        if (record.Kind == RecordKind.Mail && !record.Site.IsEmpty)
        {
            sighting.SiteText = SliceOf(block, record.Site);
            sighting.Name = Keys.OfName(record.Target[(record.Target.LastIndexOf((byte)'@') + 1)..], _seed);
        }
        if (record.Kind != RecordKind.Transfer) return;
        sighting.Flags |= PathTraits.OfTransfer(record.Operation, record.Target);
        sighting.Name = Keys.OfName(PathTraits.FileName(record.Target), _seed);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TextSlice SliceOf(ReadOnlySpan<byte> block, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return default;
        var at = (nuint)Unsafe.ByteOffset(ref MemoryMarshal.GetReference(block), ref MemoryMarshal.GetReference(text));
        return at < (nuint)block.Length ? new((int)at, text.Length) : Keep(text);
    }

    /// <summary>Keeps a text that does not stand in the block: it was unescaped into the reader's scratch.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private TextSlice Keep(ReadOnlySpan<byte> text)
    {
        if (_own.Length - _ownUsed < text.Length) Array.Resize(ref _own, Math.Max(_own.Length * 2, _ownUsed + text.Length));
        text.CopyTo(_own.AsSpan(_ownUsed));
        TextSlice slice = new(~_ownUsed, text.Length);
        _ownUsed += text.Length;
        return slice;
    }

    private TextSlice FormatSlice()
    {
        if (_formatSlice.Length == 0) _formatSlice = Keep(_formatName);
        return _formatSlice;
    }

    private void SetFormat(string format)
    {
        var place = 0;
        // Few, and the names are constants: the same text is the same object.
        while (place < _formats.Count && !ReferenceEquals(_formats[place].Format, format)) place++;
        if (place == _formats.Count)
        {
            var name = Encoding.UTF8.GetBytes(format);
            _formats.Add((format, Keys.OfName(name, _seed), name));
        }
        var known = _formats[place];
        _format = format;
        _formatKey = known.Key;
        _formatTag = (byte)(known.Key >> 32);
        _formatName = known.Name;
        _formatSlice = default;
    }
}
