using System.Buffers;
using Noroshi.Sensor.Detectors.Web.Decoding;
using Noroshi.Sensor.Detectors.Web.Knowledge;
using Noroshi.Sensor.Logs;
using Noroshi.Sensor.Rules;

namespace Noroshi.Sensor.Detectors.Web;

/// <summary>
/// Says of a request line whether it is an attack, of which kinds, how sure that is, and whether it seems to have worked. One instance for each thread; nothing is allocated once the buffers have grown.
/// Looks at the first 32 KB of the target and 8 KB of each other field, at no more than <see cref="MaxParameters"/> parameters; never throws, whatever the bytes.
/// </summary>
/// <remarks>
/// <code>
/// target ─ decode ─ telling punctuation or words? ── no ──────────────────────────► nothing (some 95 % of lines)
///                              └ yes ─ path, names, values ─ each decoded ─ detectors ─► evidence
/// referer, agent ─ seen before? ── yes ─ verdict kept       └ no ─ the same ─ kept
/// </code>
/// Detectors are lexers and tables; nothing in them goes back, so the work for a line grows with its length only.
/// </remarks>
public sealed class WebJudge
{
    /// <summary>How many parameters of one request are looked at.</summary>
    public const int MaxParameters = 256;

    private const int MaxFieldBytes = 8 * 1024;
    private const Tricks Telling = Tricks.Nul | Tricks.Control | Tricks.Overlong | Tricks.PercentU | Tricks.LineEnd;

    private static readonly SearchValues<byte> Suspicious = SearchValues.Create(" \n'\"<>`;|\\${}*^!()[]~#"u8);
    private static readonly SearchValues<byte> Encoded = SearchValues.Create([(byte)'%', (byte)'+', (byte)'\\', (byte)'&', .. Enumerable.Range(0, 0x20).Select(b => (byte)b), .. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)]);

    private readonly TextDecoder _whole = new();
    private readonly TextDecoder _value = new();
    private readonly TextDecoder _name = new();
    private readonly WebKnowledge _knowledge;
    private readonly LiteralHits _hits;
    private readonly SqlInjection _sql = new();
    private readonly Evidence _evidence = new();
    private readonly Evidence _field = new();
    private readonly SeenTexts _agents = new();
    private readonly SeenTexts _referers = new();

    /// <summary>A judge that knows signatures.</summary>
    /// <param name="knowledge">What to recognise by name.</param>
    public WebJudge(WebKnowledge knowledge)
    {
        _knowledge = knowledge;
        _hits = knowledge.Matcher.NewHits();
    }

    /// <summary>A judge that knows attacks by their grammar only.</summary>
    public WebJudge() : this(WebKnowledge.None)
    {
    }

    /// <summary>Judges a request.</summary>
    /// <param name="record">A record of the kind <see cref="RecordKind.Request"/>.</param>
    public WebVerdict Judge(in LogRecord record)
    {
        _evidence.Clear();
        Target(record.Target);
        if (!record.Referer.IsEmpty) _evidence.Add(Cached(record.Referer, Place.Referer, _referers));
        if (!record.UserAgent.IsEmpty) _evidence.Add(Cached(record.UserAgent, Place.Agent, _agents));
        if (_evidence.Tier == Tier.None) return WebVerdict.Nothing;
        return new(_evidence.Classes, _evidence.Tier, _evidence.Rule, Success.IsLikely(_evidence.Classes, _evidence.Tier, record.Status, record.Bytes));
    }

    /// <summary>Judges a header that logs seldom have: a cookie's value, Host, X-Forwarded-For.</summary>
    /// <param name="value">The header's value.</param>
    public WebVerdict JudgeHeader(ReadOnlySpan<byte> value) => Field(value, Place.Header);

    private void Target(ReadOnlySpan<byte> target)
    {
        if (target.Length > TextDecoder.MaxBytes) target = target[..TextDecoder.MaxBytes];
        var hints = HintsOf(target, Place.Path, _evidence, out var isSuspicious);
        if (!isSuspicious) return;
        RequestParts.Split(target, out var path, out var query);
        _name.Decode([], isQuery: false);
        _value.Decode(path, isQuery: false);
        Detect(new Passage(_value, [], Place.Path, hints), _evidence);
        for (var count = 0; !query.IsEmpty && count < MaxParameters; count++)
        {
            RequestParts.Next(ref query, out var name, out var value);
            Parameter(name, value, hints);
        }
    }

    private void Parameter(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, Hints hints)
    {
        _name.Decode(name, isQuery: true);
        if (_name.Tricks != Tricks.None || _name.Lower.ContainsAny(Suspicious) || hints != Hints.None) Detect(new Passage(_name, [], Place.Name, hints), _evidence);
        _value.Decode(value, isQuery: true);
        if (_value.Lower.IsEmpty) return;
        Detect(new Passage(_value, _name.Lower, Place.Value, hints), _evidence);
        // An equals sign that came encoded: the server's application sees a name and a value.
        if (!name.IsEmpty) return;
        var text = _value.Lower;
        var length = Lexis.WordLength(text);
        if (length is > 0 and < 40 && length + 1 < text.Length && text[length] == '=') Detect(new Passage(_value, text[..length], Place.Value, hints, length + 1), _evidence);
    }

    /// <summary>Decodes a whole target and looks for telling words; the cheap question every line is asked.</summary>
    private Hints HintsOf(ReadOnlySpan<byte> text, Place place, Evidence evidence, out bool isSuspicious)
    {
        var isDecoded = text.ContainsAny(Encoded);
        if (isDecoded) _whole.Decode(text, isQuery: place != Place.Agent);
        var seen = isDecoded ? _whole.Lower : text;
        _hits.Clear();
        _knowledge.Matcher.Find(seen, _hits);
        isSuspicious = !_hits.IsEmpty || (isDecoded && (_whole.Tricks & Telling) != 0) || seen.ContainsAny(Suspicious);
        if (_hits.IsEmpty) return Hints.None;
        if (!isDecoded) _whole.Decode(text, isQuery: place != Place.Agent);
        _knowledge.Judge(_hits, new WebParts(_whole.Lower, place), evidence);
        return _knowledge.HintsOf(_hits);
    }

    private WebVerdict Cached(ReadOnlySpan<byte> text, Place place, SeenTexts seen)
    {
        if (text.Length > SeenTexts.MaxTextBytes) return Field(text, place);
        var hash = SeenTexts.HashOf(text);
        if (seen.TryGet(text, hash, out var verdict)) return verdict;
        verdict = Field(text, place);
        seen.Add(text, hash, verdict);
        return verdict;
    }

    private WebVerdict Field(ReadOnlySpan<byte> text, Place place)
    {
        _field.Clear();
        if (text.Length > MaxFieldBytes) text = text[..MaxFieldBytes];
        var hints = HintsOf(text, place, _field, out _);
        _value.Decode(text, isQuery: place == Place.Referer);
        Detect(new Passage(_value, [], place, hints), _field);
        if (_field.Tier == Tier.None) return WebVerdict.Nothing;
        // What people looked for is in the address they come from; it may be anything.
        var tier = place == Place.Referer && SearchEngines.IsResult(_value.Lower) ? Tier.Default : _field.Tier;
        return new(_field.Classes, tier, _field.Rule, false);
    }

    private void Detect(in Passage passage, Evidence evidence)
    {
        EvasionTricks.Judge(passage, evidence);
        if (passage.Text.Length < 2) return;
        _sql.Judge(passage, evidence);
        NoSqlInjection.Judge(passage, evidence);
        CrossSiteScripting.Judge(passage, evidence);
        CommandInjection.Judge(passage, evidence);
        PathTraversal.Judge(passage, evidence);
        FileInclusion.Judge(passage, evidence);
        RequestForgery.Judge(passage, evidence);
        TemplateInjection.Judge(passage, evidence);
        CodeInjection.Judge(passage, evidence);
        LdapInjection.Judge(passage, evidence);
        XmlInjection.Judge(passage, evidence);
        HeaderInjection.Judge(passage, evidence);
        Deserialization.Judge(passage, evidence);
    }
}
