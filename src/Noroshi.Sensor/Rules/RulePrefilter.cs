namespace Noroshi.Sensor.Rules;

/// <summary>Which rules can fire at an event: those of whose necessary literals one occurs in its field, and those that have none. Immutable.</summary>
internal sealed class RulePrefilter
{
    private readonly record struct Posting(int Slot, int Rule);

    private const int AnyText = -1;

    private readonly LiteralMatcher _matcher;
    private readonly Posting[][] _postings;
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
        ulong[] all = [.. _always];
        foreach (var posting in _postings.SelectMany(p => p)) all[posting.Rule >> 6] |= 1UL << (posting.Rule & 63);
        All = Among(all);
    }

    /// <summary>All rules.</summary>
    internal RuleSubset All { get; }

    /// <summary>Some of the rules, a bit each, with the fields where their literals may stand.</summary>
    internal RuleSubset Among(ulong[] rules)
    {
        int[] slots = [.. _postings.SelectMany(p => p).Where(p => (rules[p.Rule >> 6] >> (p.Rule & 63) & 1) != 0).Select(p => p.Slot).Distinct().Order()];
        return new(rules, [.. slots.Where(s => s != AnyText)], slots.Contains(AnyText));
    }

    internal LiteralHits NewHits() => _matcher.NewHits();

    internal void Mark<TEvent>(scoped ref TEvent e, RuleScratch scratch, RuleSubset among) where TEvent : IRuleEvent, allows ref struct
    {
        _always.AsSpan().CopyTo(scratch.Candidates);
        foreach (var slot in among.Slots)
        {
            for (int i = 0, count = e.ValueCount(slot); i < count; i++)
            {
                e.Value(slot, i, out var value);
                Mark(value, slot, scratch);
            }
        }
        if (among.LooksAtTexts)
        {
            for (int i = 0, count = e.TextCount; i < count; i++) Mark(e.Text(i), AnyText, scratch);
        }
        for (var word = 0; word < among.Rules.Length; word++) scratch.Candidates[word] &= among.Rules[word];
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
