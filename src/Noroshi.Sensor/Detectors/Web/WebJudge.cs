using System.Buffers;
using Noroshi.Sensor.Detectors.Web.Decoding;
using Noroshi.Sensor.Detectors.Web.Knowledge;
using Noroshi.Sensor.Detectors.Web.Shell;
using Noroshi.Sensor.Logs;
using Noroshi.Sensor.Rules;

namespace Noroshi.Sensor.Detectors.Web;

/// <summary>
/// Says of a request line whether it is an attack, of which kinds, how sure that is, and whether it seems to have worked. One instance for each thread; nothing is allocated once the buffers have grown.
/// Looks at the first 32 KB of the target and 8 KB of each other field, at no more than <see cref="MaxParameters"/> parameters; never throws, whatever the bytes.
/// </summary>
/// <remarks>
/// <code>
/// target, referer, agent ─ seen before? ── yes ─────────────────────────────────────► the verdict kept
///   └ no ─ decode ─ telling punctuation or words? ── no ────────────────────────────► nothing
///            └ yes ─ path, names, values ─ each decoded ─ detectors ─ evidence ─────► a verdict, kept
/// </code>
/// Detectors are lexers and tables; nothing in them goes back, so the work for a line grows with its length only.
/// </remarks>
public sealed class WebJudge
{
    /// <summary>How many parameters of one request are looked at.</summary>
    public const int MaxParameters = 256;

    private const int MaxFieldBytes = 8 * 1024;
    private const Tricks Telling = Tricks.Nul | Tricks.Control | Tricks.Overlong | Tricks.PercentU | Tricks.LineEnd | Tricks.Ampersand;

    private static readonly SearchValues<byte> Suspicious = SearchValues.Create(" \n'\"<>`;|\\${}*^!()[]~#"u8);
    // What agents are made of anyway: Mozilla/5.0 (X11; Linux x86_64; rv:140.0).
    private static readonly SearchValues<byte> SuspiciousInAgent = SearchValues.Create("\n'\"<>`|\\${}*^![]~#=&?%@"u8);
    private static readonly SearchValues<byte> Encoded = SearchValues.Create([(byte)'%', (byte)'+', (byte)'\\', (byte)'&', .. Enumerable.Range(0, 0x20).Select(b => (byte)b), .. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)]);

    private readonly TextDecoder _whole = new();
    private readonly TextDecoder _value = new();
    private readonly TextDecoder _name = new();
    private readonly WebKnowledge _knowledge;
    private readonly LiteralHits _hits;
    private readonly SqlInjection _sql = new();
    private readonly Evidence _evidence = new();
    private readonly Evidence _field = new();
    private readonly SeenTexts _seen;

    /// <summary>A judge that knows signatures.</summary>
    /// <param name="knowledge">What to recognise by name.</param>
    /// <param name="seed">A number that those who write the logs cannot know; without it they could make a text that is taken for another.</param>
    public WebJudge(WebKnowledge knowledge, ulong seed = 0)
    {
        _knowledge = knowledge;
        _seen = new(seed);
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
        // All three keys before the first look: the places looked at are far from the processor, and waited for together they cost one wait.
        ulong targetKey = _seen.KeyOf(record.Target, Place.Path), refererKey = _seen.KeyOf(record.Referer, Place.Referer), agentKey = _seen.KeyOf(record.UserAgent, Place.Agent);
        bool isTargetClear = _seen.IsClear(targetKey), isRefererClear = _seen.IsClear(refererKey) | record.Referer.IsEmpty, isAgentClear = _seen.IsClear(agentKey) | record.UserAgent.IsEmpty;
        if (isTargetClear & isRefererClear & isAgentClear) return WebVerdict.Nothing;
        _evidence.Clear();
        var target = isTargetClear || record.Target.IsEmpty ? WebVerdict.Nothing : Seen(record.Target, Place.Path, targetKey);
        _evidence.Add(target);
        if (!isRefererClear) _evidence.Add(Seen(record.Referer, Place.Referer, refererKey));
        if (!isAgentClear) _evidence.Add(Seen(record.UserAgent, Place.Agent, agentKey));
        if (target is { Tier: Tier.None, Classes: WebAttack.SessionFixation }) SessionFixation.Judge(record.Target, record.Referer, record.Site, _evidence);
        if (_evidence.Tier == Tier.None) return WebVerdict.Nothing;
        return new(_evidence.Classes, _evidence.Tier, _evidence.Rule, Success.IsLikely(target.Classes, target.Tier, record.Status, record.Bytes));
    }

    /// <summary>Judges a header that logs seldom have: a cookie's value, Host, X-Forwarded-For.</summary>
    /// <param name="value">The header's value.</param>
    public WebVerdict JudgeHeader(ReadOnlySpan<byte> value) => Field(value, Place.Header);

    private WebVerdict Target(ReadOnlySpan<byte> target)
    {
        _field.Clear();
        if (target.Length > TextDecoder.MaxBytes) target = target[..TextDecoder.MaxBytes];
        var hints = HintsOf(target, Place.Path, _field, out var isSuspicious);
        if (isSuspicious) Parts(target, hints);
        if (_field.Tier != Tier.None) return new(_field.Classes, _field.Tier, _field.Rule, false);
        // The referer decides; it is not known here.
        return (hints & Hints.Session) != 0 ? WebVerdict.Nothing with { Classes = WebAttack.SessionFixation } : WebVerdict.Nothing;
    }

    private void Parts(ReadOnlySpan<byte> target, Hints hints)
    {
        RequestParts.Split(target, out var path, out var query);
        _name.Decode([], isQuery: false);
        // Scanners that put a query into the path keep its pluses.
        _value.Decode(path, isQuery: (hints & Hints.Sql) != 0);
        Detect(new Passage(_value, [], Place.Path, hints), _field);
        for (var count = 0; !query.IsEmpty && count < MaxParameters; count++)
        {
            RequestParts.Next(ref query, out var name, out var value);
            Parameter(name, value, hints);
        }
    }

    private void Parameter(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, Hints hints)
    {
        _name.Decode(name, isQuery: true);
        if (_name.Tricks != Tricks.None || _name.Lower.ContainsAny(Suspicious) || hints != Hints.None) Detect(new Passage(_name, [], Place.Name, hints), _field);
        _value.Decode(value, isQuery: true);
        if (_value.Lower.IsEmpty) return;
        Detect(new Passage(_value, _name.Lower, Place.Value, hints), _field);
        // An equals sign that came encoded: the server's application sees a name and a value.
        if (!name.IsEmpty) return;
        var text = _value.Lower;
        var length = Lexis.WordLength(text);
        if (length is > 0 and < 40 && length + 1 < text.Length && text[length] == '=') Detect(new Passage(_value, text[..length], Place.Value, hints, length + 1), _field);
    }

    /// <summary>Decodes a whole target and looks for telling words; the cheap question every line is asked.</summary>
    private Hints HintsOf(ReadOnlySpan<byte> text, Place place, Evidence evidence, out bool isSuspicious)
    {
        var isDecoded = text.ContainsAny(Encoded);
        if (isDecoded) _whole.Decode(text, isQuery: place != Place.Agent);
        var seen = isDecoded ? _whole.Lower : text;
        _hits.Clear();
        _knowledge.Matcher.Find(seen, _hits);
        var isPlain = place == Place.Referer && HasOnlyItsScheme(seen);
        isSuspicious = (!_hits.IsEmpty && !isPlain) || (isDecoded && (_whole.Tricks & Telling) != 0) || seen.ContainsAny(place == Place.Agent ? SuspiciousInAgent : Suspicious);
        if (_hits.IsEmpty) return Hints.None;
        if (!isDecoded) _whole.Decode(text, isQuery: place != Place.Agent);
        _knowledge.Judge(_hits, new WebParts(_whole.Lower, place), evidence);
        return _knowledge.HintsOf(_hits);
    }

    /// <summary>Whether the words found in a referer are those any address begins with.</summary>
    private bool HasOnlyItsScheme(ReadOnlySpan<byte> referer)
    {
        var scheme = referer.StartsWith("https://"u8) ? 5 : referer.StartsWith("http://"u8) ? 4 : -1;
        if (scheme < 0 || _hits.Found.Length > 2) return false;
        for (var i = 0; i < _hits.Found.Length; i++)
        {
            if (_hits.At(i) != scheme) return false;
        }
        return !referer[(scheme + 3)..].Contains((byte)':');
    }

    private WebVerdict Seen(ReadOnlySpan<byte> text, Place place, ulong key)
    {
        if (_seen.TryGet(key, out var verdict)) return verdict;
        verdict = place == Place.Path ? Target(text) : Field(text, place);
        _seen.Add(key, verdict);
        return verdict;
    }

    private WebVerdict Field(ReadOnlySpan<byte> text, Place place)
    {
        _field.Clear();
        if (text.Length > MaxFieldBytes) text = text[..MaxFieldBytes];
        var hints = HintsOf(text, place, _field, out var isSuspicious);
        // Agents have semicolons of their own; a command behind one is the only attack without any sign or word that stands out.
        if (!isSuspicious && (place != Place.Agent || ShellCommands.Weigh(text, new(place, false, false, false)) == 0)) return WebVerdict.Nothing;
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
        if (passage.Text.Length < 2)
        {
            SqlInjection.JudgeAlone(passage, evidence);
            return;
        }
        if (passage.IsToken)
        {
            Deserialization.Judge(passage, evidence);
            return;
        }
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
