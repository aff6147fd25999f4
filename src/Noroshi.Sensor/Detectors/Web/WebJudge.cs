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
///            └ yes ─ path, names, values ─ seen before? ─ no ─ each decoded ─ detectors ─ evidence ─► a verdict, kept
/// </code>
/// Detectors are lexers and tables; nothing in them goes back, so the work for a line grows with its length only.
/// </remarks>
public sealed class WebJudge
{
    /// <summary>How many parameters of one request are looked at.</summary>
    public const int MaxParameters = 256;

    /// <summary>How many bytes of a referer, an agent or another header are looked at.</summary>
    internal const int MaxFieldBytes = 8 * 1024;

    // Longer ones are numbers of sessions and campaigns, which do not come again.
    private const int MaxPartRemembered = 96;
    private const Tricks Telling = Tricks.Nul | Tricks.Control | Tricks.Overlong | Tricks.PercentU | Tricks.LineEnd | Tricks.Ampersand;

    private static readonly SearchValues<byte> Suspicious = SearchValues.Create(" \n'\"<>`;|\\${}*^!()[]~#"u8);
    // What agents are made of anyway: Mozilla/5.0 (X11; Linux x86_64; rv:140.0).
    private static readonly SearchValues<byte> SuspiciousInAgent = SearchValues.Create("\n'\"<>`|\\${}*^![]~#=&?%@"u8);
    private static readonly SearchValues<byte> InHost = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:"u8);
    private static readonly SearchValues<byte> InToken = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"u8);
    private static readonly SearchValues<byte> InAgentList = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/;.,_-"u8);
    private static readonly SearchValues<byte> Encoded = SearchValues.Create([(byte)'%', (byte)'+', (byte)'\\', (byte)'&', .. Enumerable.Range(0, 0x20).Select(b => (byte)b), .. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)]);

    private readonly TextDecoder _whole = new();
    private readonly TextDecoder _value = new();
    private readonly TextDecoder _name = new();
    private readonly WebKnowledge _knowledge;
    private readonly LiteralHits _hits;
    private readonly SqlInjection _sql = new();
    private readonly Evidence _evidence = new();
    private readonly Evidence _field = new();
    private readonly Evidence _part = new();
    private readonly FlaggedTexts _flagged = new();
    private readonly SeenTexts _seen;

    /// <summary>A judge that knows signatures.</summary>
    /// <param name="knowledge">What to recognise by name.</param>
    /// <param name="seen">What judges of other threads found to be nothing, and what this one does.</param>
    public WebJudge(WebKnowledge knowledge, SeenTexts seen)
    {
        (_knowledge, _seen) = (knowledge, seen);
        _hits = knowledge.Matcher.NewHits();
    }

    /// <summary>A judge that knows signatures, alone.</summary>
    /// <param name="knowledge">What to recognise by name.</param>
    public WebJudge(WebKnowledge knowledge) : this(knowledge, new SeenTexts(0))
    {
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
        bool isTargetClear = _seen.Whole.Has(targetKey), isRefererClear = _seen.Whole.Has(refererKey) | record.Referer.IsEmpty, isAgentClear = _seen.Whole.Has(agentKey) | record.UserAgent.IsEmpty;
        if (isTargetClear & isRefererClear & isAgentClear) return WebVerdict.Nothing;
        _evidence.Clear();
        var target = isTargetClear || record.Target.IsEmpty ? WebVerdict.Nothing : Seen(record.Target, Place.Path, targetKey);
        _evidence.Add(target);
        if (!isRefererClear) _evidence.Add(Referer(record.Referer, refererKey));
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
        Part(path, [], path, Place.Path, hints);
        for (var count = 0; !query.IsEmpty && count < MaxParameters; count++)
        {
            var rest = query;
            RequestParts.Next(ref query, out var name, out var value);
            if (IsToken(value, hints))
            {
                // Its name is all there is to judge.
                if (!name.IsEmpty) Part(rest[..(name.Length + 1)], name, [], Place.Value, hints);
                continue;
            }
            Part(rest[..(rest.Length - query.Length)], name, value, Place.Value, hints);
        }
    }

    /// <summary>A session, a signature, a number of a click: never the same twice, and nothing to read in it, unless it holds the beginning of something serialized.</summary>
    private static bool IsToken(ReadOnlySpan<byte> value, Hints hints) =>
        value.Length >= Passage.LeastToken && (hints & (Hints.Object | Hints.Encoded)) == 0 && value.IndexOfAnyExcept(InToken) < 0;

    /// <summary>Judges a path or a parameter, unless it came lately: targets are new all the time, what they are made of is not.</summary>
    private void Part(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, Place place, Hints hints)
    {
        var key = whole.Length > MaxPartRemembered ? 0 : _seen.KeyOf(whole, place, hints);
        if (_seen.Parts.Has(key)) return;
        _part.Clear();
        if (place == Place.Path) Path(value, hints);
        else Parameter(name, value, hints);
        if (_part.Tier == Tier.None) _seen.Parts.Add(key);
        else _field.Add(new WebVerdict(_part.Classes, _part.Tier, _part.Rule, false));
    }

    private void Path(ReadOnlySpan<byte> path, Hints hints)
    {
        // Scanners that put a query into the path keep its pluses.
        _value.Decode(path, isQuery: (hints & Hints.Sql) != 0);
        Detect(new Passage(_value, [], Place.Path, hints), _part);
    }

    /// <summary>Judges a name, unless it came lately with another value.</summary>
    private void Name(ReadOnlySpan<byte> name, Hints hints)
    {
        var key = name.Length > MaxPartRemembered ? 0 : _seen.KeyOf(name, Place.Name, hints);
        if (_seen.Parts.Has(key)) return;
        Detect(new Passage(_name, [], Place.Name, hints), _part);
        // Nothing was in the evidence before: a parameter begins with its name.
        if (_part.Tier == Tier.None) _seen.Parts.Add(key);
    }

    private void Parameter(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, Hints hints)
    {
        _name.Decode(name, isQuery: true);
        if (_name.Tricks != Tricks.None || _name.Lower.ContainsAny(Suspicious) || hints != Hints.None) Name(name, hints);
        _value.Decode(value, isQuery: true);
        if (_value.Lower.IsEmpty) return;
        Detect(new Passage(_value, _name.Lower, Place.Value, hints), _part);
        // An equals sign that came encoded: the server's application sees a name and a value.
        if (!name.IsEmpty) return;
        var text = _value.Lower;
        var length = Lexis.WordLength(text);
        if (length is > 0 and < 40 && length + 1 < text.Length && text[length] == '=') Detect(new Passage(_value, text[..length], Place.Value, hints, length + 1), _part);
    }

    /// <summary>Decodes a whole target and looks for telling words; the cheap question every line is asked.</summary>
    private Hints HintsOf(ReadOnlySpan<byte> text, Place place, Evidence evidence, out bool isSuspicious)
    {
        var isDecoded = text.ContainsAny(Encoded);
        if (isDecoded) Whole(text, place);
        var seen = isDecoded ? _whole.Lower : text;
        _hits.Clear();
        _knowledge.Matcher.Find(seen, _hits);
        var isPlain = place == Place.Referer && HasOnlyItsScheme(seen);
        isSuspicious = (!_hits.IsEmpty && !isPlain) || (isDecoded && (_whole.Tricks & Telling) != 0) || (place == Place.Agent ? IsSuspiciousAgent(seen) : seen.ContainsAny(Suspicious));
        if (_hits.IsEmpty) return Hints.None;
        if (!isDecoded) Whole(text, place);
        _knowledge.Judge(_hits, new WebParts(_whole.Lower, place), evidence);
        return _knowledge.HintsOf(_hits);
    }

    private void Whole(ReadOnlySpan<byte> text, Place place)
    {
        if (place == Place.Path) _whole.DecodeTarget(text);
        else _whole.Decode(text, isQuery: place != Place.Agent);
    }

    /// <summary>Whether an agent has signs agents do not have. Apps that show pages put what they are into brackets: <c>[FBAN/FBIOS;FBAV/519.0.0.43.75;FBLC/ja_JP]</c>.</summary>
    private static bool IsSuspiciousAgent(ReadOnlySpan<byte> agent)
    {
        while (agent.IndexOfAny(SuspiciousInAgent) is >= 0 and var at)
        {
            var list = agent[(at + 1)..];
            var end = list.IndexOfAnyExcept(InAgentList);
            if (agent[at] != '[' || end <= 0 || list[end] != ']' || !list[..end].Contains((byte)'/')) return true;
            agent = list[(end + 1)..];
        }
        return false;
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
        if (_flagged.TryGet(key, out var verdict)) return verdict;
        verdict = place == Place.Path ? Target(text) : Field(text, place);
        if (verdict.Classes == WebAttack.None) _seen.Whole.Add(key);
        else _flagged.Add(key, verdict);
        return verdict;
    }

    /// <summary>A page is asked for before it refers to anything, so it is mostly known already that it would be nothing as a target: then it is nothing as a referer.</summary>
    private WebVerdict Referer(ReadOnlySpan<byte> text, ulong key)
    {
        var target = BehindHost(text);
        if (target.IsEmpty || !IsNothing(target)) return Seen(text, Place.Referer, key);
        _seen.Whole.Add(key);
        return WebVerdict.Nothing;
    }

    private bool IsNothing(ReadOnlySpan<byte> target)
    {
        var key = _seen.KeyOf(target, Place.Path);
        return _seen.Whole.Has(key) || Seen(target, Place.Path, key).Tier == Tier.None;
    }

    /// <summary>Path and query of an address whose host is one; empty for any other.</summary>
    private static ReadOnlySpan<byte> BehindHost(ReadOnlySpan<byte> address)
    {
        if (!address.StartsWith("http"u8)) return [];
        var host = address[4..].StartsWith("s://"u8) ? address[8..] : address[4..].StartsWith("://"u8) ? address[7..] : [];
        var length = host.IndexOfAnyExcept(InHost);
        return length > 0 && host[length] == '/' ? host[length..] : [];
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
