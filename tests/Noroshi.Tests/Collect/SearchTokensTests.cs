using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Noroshi.Core.Collect;

namespace Noroshi.Tests.Collect;

public sealed class SearchTokensTests
{
    [Theory]
    [InlineData("ＡＴＴＡＣＫ", "attack")]
    [InlineData("ﾌｨｯｼﾝｸﾞ", "ふぃっしんぐ")]
    [InlineData("フィッシング", "ふぃっしんぐ")]
    [InlineData("葛\U000E0100飾", "葛飾")]
    [InlineData(" a\u3000\t b\0 ", "a b")]
    public void Fold_SameToAReader_IsSame(string text, string expected) => Assert.Equal(expected, SearchText.Fold(text));

    [Fact]
    public void Fold_HalfASurrogatePair_IsReplaced() => Assert.Equal("half \ufffd end", SearchText.Fold("half \ud83d end"));

    [Fact]
    public void Fold_Noncharacters_AreReplaced() => Assert.Equal("a\ufffd\ufffd\ufffdb", SearchText.Fold("a\ufffe\uffff\ufdd0b"));

    [Theory]
    [InlineData("攻撃", true)]
    [InlineData("撃", true)]
    [InlineData("サーバ", true)]
    [InlineData("さーば", true)]
    [InlineData("サーバ 攻撃", true)]
    [InlineData("DDoS", true)]
    [InlineData("ddo", true)]
    [InlineData("198.51.100.7", true)]
    [InlineData("𠮷野", true)]
    [InlineData("撃攻", false)]
    [InlineData("dos", false)]
    [InlineData("攻撃 停電", false)]
    public void Query_AgainstText_FindsByTokensAndByCheck(string typed, bool isFound)
    {
        var text = SearchText.Fold("𠮷野支店のサーバに DDoS攻撃（198.51.100.7 より）を検知");
        var tokens = SearchTokens.OfText(text);
        var query = SearchQuery.Parse(typed);
        var isHit = query.Tokens.All(tokens.Contains) && query.Matches(text);
        Assert.Equal(isFound, isHit);
    }

    [Fact]
    public void OfText_OfAnyText_IsSinglesAndPairsAndBeginnings() =>
        Prop.ForAll(Gen.ListOf(Gen.Elements("攻", "𠮷", "さ", "ー", "a", "ß", "7", "\u0301", "𝒳", " ", ".", "・")).Select(string.Concat).ToArbitrary(), text =>
        {
            Assert.Equal(Expected(text).Order(StringComparer.Ordinal), SearchTokens.OfText(text).Order(StringComparer.Ordinal));
            var asked = SearchQuery.Parse(text);
            Assert.Subset(SearchTokens.OfText(SearchText.Fold(text)).ToHashSet(), asked.Tokens.ToHashSet());
        }).QuickCheckThrowOnFailure();

    // What the class says of itself, letter by letter.
    private static HashSet<string> Expected(string text)
    {
        HashSet<string> tokens = [];
        foreach (var run in Regex.Matches(text, "(?<solid>(攻|𠮷|さ|ー)+)|(?<word>(a|ß|7|\u0301|𝒳)+)").Cast<Match>())
        {
            string[] characters = [.. run.Value.EnumerateRunes().Select(r => r.ToString())];
            if (run.Groups["solid"].Success) tokens.UnionWith([.. characters, .. characters.Zip(characters.Skip(1), string.Concat)]);
            else if (characters.Length < 3) tokens.Add(run.Value);
            else tokens.UnionWith(new[] { 3, 4, 5, 6, 8, 10, 12 }.Where(n => n <= characters.Length).Select(n => string.Concat(characters.Take(n))));
        }
        return tokens;
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("***")]
    [InlineData("\" OR 1=1")]
    public void Query_Punctuation_YieldsOnlyLettersAndDigits(string typed) =>
        Assert.All(SearchQuery.Parse(typed).Tokens, t => Assert.True(t.All(char.IsLetterOrDigit)));

    [Fact]
    public void Query_MoreThanItsLength_IsCut() => Assert.True(SearchQuery.Parse(new string('攻', 10_000)).Tokens.Length <= 1);
}
