namespace Noroshi.Sensor.Rules;

/// <summary>Which rules can fire at an event: those of whose necessary literals one occurs in its field, and those that have none. Immutable.</summary>
internal sealed class RulePrefilter
{
    private readonly record struct Posting(int Slot, int Rule);

    private const int AnyText = -1;

    private readonly LiteralMatcher _matcher;
    private readonly Posting[][] _postings;
    private readonly int[] _slots;
    private readonly bool _looksAtTexts;
    private readonly ulong[] _always;

    internal RulePrefilter(RuleBook book, Func<string, int> slotOf)
    {
        Dictionary<string, (byte[] Literal, List<Posting> Postings)> literals = new(StringComparer.Ordinal);
        _always = new ulong[(book.Rules.Length + 63) / 64];
        for (var rule = 0; rule < book.Rules.Length; rule++)
        {
            if (RequiredLiterals.Of(book.Rules[rule]) is not { } needs)
            {
                _always[rule >> 6] |= 1UL << (rule & 63);
                continue;
            }
            foreach (var need in needs)
            {
                var key = Convert.ToHexString(need.Bytes);
                if (!literals.TryGetValue(key, out var entry)) literals.Add(key, entry = (need.Bytes, []));
                entry.Postings.Add(new(need.Field is null ? AnyText : slotOf(need.Field), rule));
            }
        }
        _matcher = new([.. literals.Values.Select(l => l.Literal)]);
        _postings = [.. literals.Values.Select(l => l.Postings.Distinct().ToArray())];
        _slots = [.. _postings.SelectMany(p => p).Select(p => p.Slot).Where(s => s != AnyText).Distinct().Order()];
        _looksAtTexts = _postings.Any(p => p.Any(q => q.Slot == AnyText));
    }

    internal LiteralHits NewHits() => _matcher.NewHits();

    internal void Mark<TEvent>(scoped ref TEvent e, RuleScratch scratch) where TEvent : IRuleEvent, allows ref struct
    {
        _always.AsSpan().CopyTo(scratch.Candidates);
        foreach (var slot in _slots)
        {
            for (int i = 0, count = e.ValueCount(slot); i < count; i++)
            {
                e.Value(slot, i, out var value);
                Mark(value, slot, scratch);
            }
        }
        if (!_looksAtTexts) return;
        for (int i = 0, count = e.TextCount; i < count; i++) Mark(e.Text(i), AnyText, scratch);
    }

    private void Mark(ReadOnlySpan<byte> text, int slot, RuleScratch scratch)
    {
        var hits = scratch.Hits;
        hits.Clear();
        _matcher.Find(text, hits);
        foreach (var literal in hits.Found)
        {
            foreach (var posting in _postings[literal])
            {
                if (posting.Slot == slot) scratch.Candidates[posting.Rule >> 6] |= 1UL << (posting.Rule & 63);
            }
        }
    }
}
