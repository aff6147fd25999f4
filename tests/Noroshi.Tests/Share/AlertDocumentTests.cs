using System.Text;
using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Share;

public sealed class AlertDocumentTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    internal static AlertDocument Whole { get; } = new()
    {
        Kind = AlertKind.Warning,
        Tlp = Tlp.AmberStrict,
        IsUrgent = true,
        Sectors = ["finance"],
        Organizations = ["minato-bank"],
        AcknowledgeBy = Now.AddHours(6),
        BasedOn = [SpeakableNumber.New('R', Now, [1, 2, 3, 4, 5, 6, 7]).Text],
        Ja = new() { Title = "大量アクセスによるサービス不能攻撃", Summary = "複数の事業者で\n攻撃を確認しています。", Affected = "公開ウェブサーバ", Actions = ["アクセス制御を確かめる", "監視を強める"], References = ["https://noroshi.example/1"] },
        En = new() { Title = "Denial of service", Summary = "Seen at several operators.", Actions = ["Check access control"] },
    };

    [Fact]
    public void Read_CanonicalOfADocument_GivesItBack()
    {
        var read = AlertJson.Read(AlertJson.Canonical(Whole), out var faults);
        Assert.Empty(faults);
        Assert.Equal(Whole, read);
        Assert.Empty(read.Missing(Now));
    }

    [Fact]
    public void Read_ManyThingsWrong_SaysAllAtOnce()
    {
        var json = """
            {"kind":"rumour","tlp":1,"urgent":"yes","audience":{"sectors":"finance","people":[]},"acknowledgeBy":"2026-11-21T12:00:00",
             "basedOn":["R26-0000-0001"],"bodies":{"ja":{"title":"a\u0000b","summary":"x\u202ey"},"fr":{}},"more":1}
            """;
        AlertJson.Read(Encoding.UTF8.GetBytes(json), out var faults);
        string[] expected =
        [
            "NRS-S002 more", "NRS-S002 audience.people", "NRS-S002 bodies.fr", "NRS-S004 kind", "NRS-S003 tlp", "NRS-S003 urgent", "NRS-S003 audience.sectors",
            "NRS-S010 acknowledgeBy", "NRS-S015 basedOn[0]", "NRS-S006 bodies.ja.title", "NRS-S006 bodies.ja.summary",
        ];
        Assert.Equal(expected.Order(), faults.Select(f => $"{f.Code} {f.Path}").Order());
    }

    [Theory]
    [InlineData("[]", "NRS-S001")]
    [InlineData("null", "NRS-S001")]
    [InlineData("{\"kind\":\"caution\",\"kind\":\"warning\"}", "NRS-F005")]
    [InlineData("{", "NRS-F003")]
    [InlineData("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}", "NRS-F004")]
    public void Read_NoDocument_IsRefused(string json, string code)
    {
        AlertJson.Read(Encoding.UTF8.GetBytes(json), out var faults);
        Assert.Equal(code, faults.First().Code);
    }

    [Fact]
    public void Read_TooLong_SaysTheLimit()
    {
        var json = AlertJson.Node(Whole with { Ja = Whole.Ja! with { Title = new string('あ', 121) }, En = null });
        AlertJson.Read(json, out var faults);
        Assert.Equal(("NRS-S005", "bodies.ja.title"), (faults.Single().Code, faults.Single().Path));
    }

    [Fact]
    public void Missing_EmptyDraft_NamesEverythingAsked()
    {
        Assert.Equal(["NRS-S012", "NRS-S013"], new AlertDocument().Missing(Now).Select(f => f.Code));
        var draft = Whole with { AcknowledgeBy = Now, Ja = new() { Affected = "x" }, En = null };
        Assert.Equal(["acknowledgeBy", "bodies.ja.title", "bodies.ja.summary", "bodies.ja.actions"], draft.Missing(Now).Select(f => f.Path));
    }
}
