using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Share;

public sealed class LeakCheckTests
{
    private static readonly LeakSource Source = new()
    {
        Organization = Guid.Empty,
        Name = new("株式会社みなと銀行", "Minato Bank, Ltd."),
        Number = "R26-7K3F-9Q2M",
        Sectors = [new("金融", "Finance")],
        Mails = ["soc@www.minato-bank.co.jp", "someone@gmail.com"],
        Telephones = ["03-1234-5678"],
        People = ["髙﨑 太郎"],
    };

    [Theory]
    [InlineData("みなと銀行で発生", "みなと銀行")]
    [InlineData("ミナト銀行で発生", "ミナト銀行")]
    [InlineData("ﾐﾅﾄ銀行で発生", "ﾐﾅﾄ銀行")]
    [InlineData("み な と・銀行で発生", "み な と・銀行")]
    [InlineData("み\u200bなと銀\n行", "み\u200bなと銀\n行")]
    [InlineData("at ＭＩＮＡＴＯ　ＢＡＮＫ today", "ＭＩＮＡＴＯ　ＢＡＮＫ")]
    [InlineData("at minato-bank today", "minato-bank")]
    [InlineData("hxxp://evil/?h=minato[.]bank", "minato[.]bank")]
    [InlineData("見よ Minato-Bank[.]co[.]jp を", "Minato-Bank[.]co[.]jp")]
    [InlineData("電話 ０３（１２３４）５６７８ まで", "０３（１２３４）５６７８")]
    [InlineData("+81 3 1234 5678", "81 3 1234 5678")]
    [InlineData("r26 7k3f 9q2m", "r26 7k3f 9q2m")]
    [InlineData("担当 髙﨑太郎さん", "髙﨑太郎")]
    [InlineData("金融分野の事業者", "金融")]
    public void Find_WrittenDifferently_IsFoundInPlace(string text, string expected)
    {
        var finding = Assert.Single(LeakCheck.Find([("bodies.ja.summary", text)], LeakTerms.Of(Source)));
        Assert.Equal(expected, text.Substring(finding.Start, finding.Length));
    }

    [Theory]
    [InlineData("港区の銀行でも確認されています。")]
    [InlineData("someone@gmail.com ではなく gmail をお使いの方")]
    [InlineData("refinanced")]
    [InlineData("R26-7K3F-9Q2N")]
    public void Find_SomethingElse_IsNotFound(string text)
    {
        var terms = LeakTerms.Of(Source with { Mails = ["soc@www.minato-bank.co.jp"], Sectors = [new("金融", "FIN")] });
        Assert.Empty(LeakCheck.Find([("x", text)], terms));
    }

    [Fact]
    public void Of_Consents_LiftOnlyWhatWasAgreed()
    {
        var named = LeakTerms.Of(Source with { Consents = [Consent.CompanyName] }).Select(t => t.Kind).Distinct();
        Assert.Equal([LeakKind.Number, LeakKind.Person, LeakKind.Mail, LeakKind.Telephone, LeakKind.Sector], named);
        Assert.DoesNotContain(LeakTerms.Of(Source with { Consents = [Consent.SectorName] }), t => t.Kind is LeakKind.Sector);
    }

    [Fact]
    public void Find_HostileText_NeverThrows()
    {
        foreach (var text in (string[])["", "\ud800", "a\udc00b", "\u0301\u0301", new string('ﾞ', 500), "e\u0301" + "🏦"])
        {
            Assert.Empty(LeakCheck.Find([("x", text)], LeakTerms.Of(Source)));
        }
    }
}
