using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Noroshi.Sensor.Rules;

namespace Noroshi.Tests.Sensor.Rules;

public sealed class LiteralMatcherTests
{
    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static int[] Find(string[] literals, string text)
    {
        var matcher = new LiteralMatcher([.. literals.Select(Bytes)]);
        var hits = matcher.NewHits();
        matcher.Find(Bytes(text), hits);
        return [.. hits.Found.ToArray().Order()];
    }

    [Theory]
    [InlineData("select", "1 UNION SELECT 2", true)]
    [InlineData("select", "1 UNION SELEC T 2", false)]
    [InlineData("SELECT", "select", true)]
    [InlineData("abcde", "xabcde", true)]
    [InlineData("abcde", "abcde", true)]
    [InlineData("abcde", "abcd", false)]
    [InlineData("../", "a/../b", true)]
    [InlineData("../", "../", true)]
    [InlineData("../", "a..", false)]
    [InlineData("exec", "xp_EXEC", true)]
    [InlineData("'", "it's", true)]
    [InlineData("<%", "a<%b", true)]
    [InlineData("<%", "a%<b", false)]
    [InlineData("狼煙です", "これは狼煙です。", true)]
    [InlineData("a[b]c", "a{b}c", false)]
    [InlineData("", "anything", false)]
    public void Find_OneLiteral_AsExpected(string literal, string text, bool isFound) => Assert.Equal(isFound ? [0] : [], Find([literal], text));

    [Fact]
    public void Find_EveryPlaceOfALiteral_IsFound()
    {
        foreach (var literal in (string[])["a", "ab", "abc", "abcd", "abcde", "abcdef", "abcdefghijkl"])
        {
            for (var before = 0; before < 9; before++)
            {
                for (var after = 0; after < 9; after++) Assert.Equal([0], Find([literal], new string('-', before) + literal.ToUpperInvariant() + new string('-', after)));
            }
        }
    }

    [Fact]
    public void Find_AnyTextAndLiterals_SameAsSearchingEach()
    {
        var texts = Gen.ListOf(Gen.Elements('a', 'b', 'A', 'B', '/', '.', '%', 'é')).Select(c => string.Concat(c));
        var words = Gen.ListOf(Gen.ListOf(Gen.Elements('a', 'B', '/', '.', 'é')).Select(c => "b" + string.Concat(c.Take(7))));
        Prop.ForAll((from text in texts from literals in words select (text, literals)).ToArbitrary(), c =>
            Find([.. c.literals], c.text).SequenceEqual(Enumerable.Range(0, c.literals.Count).Where(i => c.text.Contains(c.literals[i], StringComparison.OrdinalIgnoreCase))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void Find_SeveralTexts_HitsGatherUntilCleared()
    {
        var matcher = new LiteralMatcher([Bytes("union"), Bytes("select"), Bytes("sleep(")]);
        var hits = matcher.NewHits();
        matcher.Find(Bytes("union all"), hits);
        matcher.Find(Bytes("x=sleep(5)"), hits);
        Assert.Equal([0, 2], hits.Found.ToArray());
        Assert.Equal(2, hits.At(1));
        Assert.True(hits.Has(2) && !hits.Has(1));
        hits.Clear();
        Assert.True(hits.IsEmpty && !hits.Has(0));
    }

    [Fact]
    public void Find_ManyLiterals_AllocatesNothing()
    {
        var matcher = new LiteralMatcher([.. Enumerable.Range(0, 1500).Select(i => Bytes($"literal-{i * 7919}-x"))]);
        var hits = matcher.NewHits();
        var text = Bytes(string.Concat(Enumerable.Repeat("GET /index.php?id=literal-7919-x&q=1 HTTP/1.1 ", 20)));
        matcher.Find(text, hits);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            hits.Clear();
            matcher.Find(text, hits);
        }
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal([1], hits.Found.ToArray());
    }
}
