using System.Collections.Immutable;
using System.Text;
using Noroshi.Core.Content.Sigma;
using Noroshi.Sensor.Rules;
using Noroshi.Sensor.Rules.Modifiers;

namespace Noroshi.Tests.Sensor.Rules;

/// <summary>Each modifier on an event that has what is asked for, and on one that does not.</summary>
public sealed class ModifierTests
{
    // Key and value of the selection, the event it fires on, the event it does not.
    private static readonly (string Selection, string Fires, string Silent)[] _cases =
    [
        ("a: b", """{"a": "B"}""", """{"a": "bb"}"""),
        ("a: 'b*d?f'", """{"a": "b123dxf"}""", """{"a": "b123df"}"""),
        ("""a: 'b\*\?'""", """{"a": "b*?"}""", """{"a": "bxx"}"""),
        ("a: 5", """{"a": 5}""", """{"a": 6}"""),
        ("a: null", """{"b": 1}""", """{"a": "null"}"""),
        ("a|contains: b", """{"a": "abc"}""", """{"a": "ac"}"""),
        ("a|contains|all: [b, c]", """{"a": "xbyc"}""", """{"a": "xb"}"""),
        ("a|startswith: b", """{"a": "bc"}""", """{"a": "cb"}"""),
        ("a|endswith: b", """{"a": "cb"}""", """{"a": "bc"}"""),
        ("a|exists: true", """{"a": 0}""", """{"b": 0}"""),
        ("a|exists: false", """{"b": 0}""", """{"a": 0}"""),
        ("a|cased: b", """{"a": "b"}""", """{"a": "B"}"""),
        ("a|contains|cased: b", """{"a": "abc"}""", """{"a": "aBc"}"""),
        ("a|neq: b", """{"a": "c"}""", """{"a": "b"}"""),
        ("a|windash|contains: ' -s '", """{"a": "x /s y"}""", """{"a": "x s y"}"""),
        ("a|re: 'b+c$'", """{"a": "abbc"}""", """{"a": "abbcd"}"""),
        ("a|re|i: 'bc'", """{"a": "aBC"}""", """{"a": "ab"}"""),
        ("a|re|ignorecase: 'bc'", """{"a": "aBC"}""", """{"a": "ab"}"""),
        ("a|re|m: '^c$'", """{"a": "b\nc"}""", """{"a": "b c"}"""),
        ("a|re|multiline: '^c$'", """{"a": "b\nc"}""", """{"a": "b c"}"""),
        ("a|re|s: 'b.c'", """{"a": "b\nc"}""", """{"a": "bc"}"""),
        ("a|re|dotall: 'b.c'", """{"a": "b\nc"}""", """{"a": "bc"}"""),
        ("a|base64: 'foobar'", """{"a": "Zm9vYmFy"}""", """{"a": "Zm9vYmFz"}"""),
        ("a|base64offset|contains: 'foobar'", """{"a": "eGZvb2Jhcg=="}""", """{"a": "Zm9vYmF6"}"""),
        ("a|utf16le|base64|contains: 'cmd'", """{"a": "YwBtAGQA"}""", """{"a": "Y21k"}"""),
        ("a|wide|base64|contains: 'cmd'", """{"a": "YwBtAGQA"}""", """{"a": "Y21k"}"""),
        ("a|utf16be|base64|contains: 'cmd'", """{"a": "AGMAbQBk"}""", """{"a": "Y21k"}"""),
        ("a|utf16|base64|contains: 'cmd'", """{"a": "//5jAG0AZAA="}""", """{"a": "YwBtAGQA"}"""),
        ("a|lt: 5", """{"a": 4}""", """{"a": 5}"""),
        ("a|lte: 5", """{"a": 5}""", """{"a": 6}"""),
        ("a|gt: 5", """{"a": "6"}""", """{"a": 5}"""),
        ("a|gte: 5", """{"a": 5}""", """{"a": 4}"""),
        ("a|minute: 7", """{"a": "2026-10-12T15:07:00Z"}""", """{"a": "2026-10-12T15:08:00Z"}"""),
        ("a|hour|gte: 15", """{"a": "2026-10-12T15:07:00Z"}""", """{"a": "2026-10-12T14:59:00Z"}"""),
        ("a|day: 12", """{"a": "2026-10-12T15:07:00Z"}""", """{"a": "2026-10-13T15:07:00Z"}"""),
        ("a|week: 42", """{"a": "2026-10-12T15:07:00Z"}""", """{"a": "2026-10-11T15:07:00Z"}"""),
        ("a|month: 10", """{"a": "2026-10-12T15:07:00Z"}""", """{"a": "2026-11-12T15:07:00Z"}"""),
        ("a|year: 2026", """{"a": "2026-10-12T15:07:00Z"}""", """{"a": "2025-10-12T15:07:00Z"}"""),
        ("a|cidr: 192.0.2.0/24", """{"a": "192.0.2.9"}""", """{"a": "198.51.100.9"}"""),
        ("a|cidr: 2001:db8::/32", """{"a": "2001:db8::1"}""", """{"a": "2001:db9::1"}"""),
        ("a|expand: '%users%'", """{"a": "alice"}""", """{"a": "bob"}"""),
        ("a|fieldref: b", """{"a": "x", "b": "X"}""", """{"a": "x", "b": "y"}"""),
        ("a|fieldref|startswith: b", """{"a": "xyz", "b": "xy"}""", """{"a": "xyz", "b": "yz"}"""),
    ];

    public static TheoryData<string, string, string> Cases => [.. _cases];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Match_WithTheModifier_FiresOnOneEventAndNotOnTheOther(string selection, string fires, string silent)
    {
        var set = Compile(selection);
        Assert.True(Fires(set, fires), fires);
        Assert.False(Fires(set, silent), silent);
    }

    [Fact]
    public void Cases_EveryModifier_IsAmongThem()
    {
        var tried = _cases.SelectMany(c => c.Selection[..c.Selection.IndexOf(':', StringComparison.Ordinal)].Split('|')[1..]).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(ModifierWords.All.Except(tried));
    }

    private static RuleSet Compile(string selection)
    {
        var reader = new SigmaReader(new Placeholders(new Dictionary<string, ImmutableArray<string>> { ["users"] = ["alice"] }));
        reader.Add("rule.yml", Encoding.UTF8.GetBytes($"title: t\nlogsource: {{ category: test }}\ndetection:\n  s:\n    {selection}\n  condition: s\n"));
        var book = reader.Complete(out var faults);
        Assert.Empty(faults);
        return RuleSet.Compile(book);
    }

    private static bool Fires(RuleSet set, string json)
    {
        var (e, scratch) = (new JsonEvent(set.Fields), set.NewScratch());
        Assert.True(e.Read(Encoding.UTF8.GetBytes(json)));
        set.Match(ref e, scratch);
        var found = !scratch.Fired.IsEmpty;
        set.MatchEvery(ref e, scratch);
        Assert.Equal(found, !scratch.Fired.IsEmpty);
        return found;
    }
}
