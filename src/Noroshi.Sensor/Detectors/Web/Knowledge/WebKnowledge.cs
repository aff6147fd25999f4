using System.Collections.Immutable;
using Noroshi.Sensor.Rules;

namespace Noroshi.Sensor.Detectors.Web.Knowledge;

/// <summary>All signatures, compiled into one matcher together with the words detectors want to know of. Immutable, for any number of threads.</summary>
public sealed class WebKnowledge
{
    private readonly WebSignature[] _signatures;
    private readonly Hints[] _hints;
    private readonly int[] _signatureOf;

    /// <summary>Compiles signatures.</summary>
    /// <param name="signatures">The signatures.</param>
    public WebKnowledge(IEnumerable<WebSignature> signatures)
    {
        _signatures = [.. signatures];
        List<(byte[] Literal, Hints Hint, int Signature)> all = [.. Literals.All.Select(one => (one.Literal, one.Hint, -1))];
        for (var i = 0; i < _signatures.Length; i++) all.AddRange(_signatures[i].Anchor.Values.Select(value => (value, Hints.None, i)));
        Matcher = new([.. all.Select(one => one.Literal)]);
        _hints = [.. all.Select(one => one.Hint)];
        _signatureOf = [.. all.Select(one => one.Signature)];
    }

    /// <summary>Only what detectors know by themselves.</summary>
    public static WebKnowledge None { get; } = new([]);

    /// <summary>The matcher over all words.</summary>
    internal LiteralMatcher Matcher { get; }

    /// <summary>How many signatures there are.</summary>
    public int Count => _signatures.Length;

    /// <summary>The groups of words found.</summary>
    internal Hints HintsOf(LiteralHits hits)
    {
        var hints = Hints.None;
        foreach (var hit in hits.Found) hints |= _hints[hit];
        return hints;
    }

    /// <summary>Adds the signatures whose words were found and that hold.</summary>
    internal void Judge(LiteralHits hits, in WebParts parts, Evidence evidence)
    {
        foreach (var hit in hits.Found)
        {
            if (_signatureOf[hit] < 0) continue;
            var signature = _signatures[_signatureOf[hit]];
            if (Holds(signature, parts)) evidence.Add(signature.Attack, signature.Tier, signature.Rule);
        }
    }

    private static bool Holds(WebSignature signature, in WebParts parts)
    {
        foreach (var term in signature.Terms)
        {
            if (!term.Holds(parts[term.Part])) return false;
        }
        return true;
    }
}
