using System.Collections.Immutable;
using Noroshi.Sensor.Rules;

namespace Noroshi.Sensor.Detectors.Web.Knowledge;

/// <summary>
/// Web rules that fit the form of signatures, compiled into one matcher together with the words detectors want to know of: the judge recognises them on its one look at a request.
/// Immutable, for any number of threads.
/// </summary>
public sealed class WebKnowledge
{
    private readonly Hints[] _hints;
    private readonly int[] _signatureOf;

    /// <summary>Compiles signatures.</summary>
    /// <param name="signatures">The signatures.</param>
    public WebKnowledge(IEnumerable<WebSignature> signatures)
    {
        Signatures = [.. signatures];
        List<byte[]> literals = [];
        List<Hints> hints = [];
        List<int> signatureOf = [];
        foreach (var (literal, hint) in Literals.All) Add(literal, hint, -1);
        for (var i = 0; i < Signatures.Length; i++)
        {
            foreach (var value in Signatures[i].Anchor.Values) Add(value, Hints.None, i);
        }
        Matcher = new(literals);
        _hints = [.. hints];
        _signatureOf = [.. signatureOf];

        void Add(byte[] literal, Hints hint, int signature)
        {
            literals.Add(literal);
            hints.Add(hint);
            signatureOf.Add(signature);
        }
    }

    /// <summary>Only what detectors know by themselves.</summary>
    public static WebKnowledge None { get; } = new([]);

    /// <summary>Compiles those rules of a book that fit.</summary>
    /// <param name="book">Rules as read and checked.</param>
    /// <param name="rest">All others, for a <see cref="RuleSet"/>: rules that ask for more, and those that a filter narrows or a correlation counts.</param>
    public static WebKnowledge Of(RuleBook book, out RuleBook rest)
    {
        List<WebSignature> signatures = [];
        List<SigmaRule> others = [];
        foreach (var rule in book.Rules)
        {
            var isAlone = !book.Filters.Any(f => f.AppliesTo(rule)) && !book.Correlations.Any(c => c.Rules.Any(rule.Header.IsCalled));
            if (isAlone && WebSignature.Of(rule) is { } flat) signatures.AddRange(flat);
            else others.Add(rule);
        }
        rest = book with { Rules = [.. others] };
        return new(signatures);
    }

    /// <summary>The matcher over all words.</summary>
    internal LiteralMatcher Matcher { get; }

    /// <summary>The signatures.</summary>
    public ImmutableArray<WebSignature> Signatures { get; }

    /// <summary>How many signatures there are.</summary>
    public int Count => Signatures.Length;

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
            var signature = Signatures[_signatureOf[hit]];
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
