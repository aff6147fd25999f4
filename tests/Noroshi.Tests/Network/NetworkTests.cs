using System.Text;
using Noroshi.Core.Network;
using Noroshi.Core.Vocabulary;
using Noroshi.Tests.Content;

namespace Noroshi.Tests.Network;

public sealed class NetworkTests
{
    private static readonly NetworkMap Demo = BuiltInContent.Catalog.Networks["demo"];

    private static (NetworkMap? Map, List<Fault> Faults) Read(string yaml)
    {
        List<Fault> faults = [];
        return (NetworkReader.Read("n.yaml", Encoding.UTF8.GetBytes(yaml), s => BuiltInContent.Catalog.Sector(s) is not null, faults), faults);
    }

    [Fact]
    public void Write_ThenRead_IsTheSameNetworkAndTheSameBytes()
    {
        var written = NetworkWriter.Write(Demo);
        var (map, faults) = Read(written);
        Assert.Empty(faults);
        Assert.Equal(Demo.Organizations, map!.Organizations);
        Assert.Equal(Demo.Routes, map.Routes);
        Assert.Equal(written, NetworkWriter.Write(map));
    }

    [Theory]
    [InlineData("language: ja", Language.Ja, null)]
    [InlineData("language: en", Language.En, null)]
    [InlineData("# none", null, null)]
    [InlineData("language: fr", null, "NRS-C013")]
    public void Read_LanguageOfADesk_IsOneOfTwoOrNone(string line, Language? language, string? code)
    {
        var (map, faults) = Read($$"""
            organizations:
              - key: a
                kind: operator
                name: { ja: "あ", en: "a" }
                desks:
                  - key: x
                    name: { ja: "あ", en: "a" }
                    {{line}}
                    channels:
                      - { kind: e-mail, address: "a@example.jp" }
                      - { kind: telephone, address: "110" }
            """);
        Assert.Equal(code, faults.Select(f => f.Code).SingleOrDefault());
        if (code is null) Assert.Equal(language, Assert.Single(map!.Organizations[0].Desks).Language);
    }

    [Fact]
    public void ReceiversOf_Operator_AuthorityDirectCentreOnward() =>
        Assert.Equal([("finance-agency", true), ("center", false)], Demo.ReceiversOf("asahina-bank").Select(r => (r.Organization.Key, r.IsDirect)));

    [Fact]
    public void ReceiversOf_DirectRouteBehindAnother_IsNotFollowed()
    {
        Organization Org(string key) => new() { Key = key, Kind = OrganizationKind.Operator, Name = new("あ", "a") };
        var map = new NetworkMap([Org("a"), Org("b"), Org("c")], [new("a", "b", RouteDirection.Up, RouteMode.Direct), new("b", "c", RouteDirection.Up, RouteMode.Direct), new("b", "a", RouteDirection.Up, RouteMode.Relay)]);
        Assert.Equal(["b"], map.ReceiversOf("a").Select(r => r.Organization.Key));
    }

    [Fact]
    public void Demo_EveryDesk_HasTwoKindsAndEveryOperatorAnAuthority()
    {
        Assert.All(Demo.Organizations.SelectMany(o => o.Desks), d => Assert.True(d.HasTwoKinds));
        Assert.All(Demo.Organizations.Where(o => o.Kind is OrganizationKind.Operator), o => Assert.Single(Demo.AuthoritiesOf(o.Key)));
    }

    [Fact]
    public void Read_Faulty_AllAtOnce()
    {
        var (map, faults) = Read("""
            organizations:
              - key: A bank
                kind: bank
                name: { ja: "あ", en: "a" }
                sectors: [ { sector: moon } ]
                desks:
                  - key: x
                    name: { ja: "あ", en: "a" }
                    channels:
                      - { kind: e-mail, address: nobody, hours: nights }
                      - { kind: e-mail, address: nobody }
              - { key: b, kind: isac, name: { ja: "あ", en: "a" } }
            routes:
              - { from: b, to: c, direction: up }
              - { from: b, to: b, direction: sideways }
            """);
        Assert.Null(map);
        Assert.Equal(["NRS-C013", "NRS-C013", "NRS-C017", "NRS-N001", "NRS-N001", "NRS-N002", "NRS-N003", "NRS-N004", "NRS-N005", "NRS-N007", "NRS-N008", "NRS-N009"], faults.Select(f => f.Code).Order());
        Assert.All(faults, f => Assert.True(f.At!.Value.Line > 0));
    }

    [Theory]
    [InlineData(ChannelKind.Telephone, "03-0000-0101", true)]
    [InlineData(ChannelKind.Telephone, "110", true)]
    [InlineData(ChannelKind.Telephone, "call me", false)]
    [InlineData(ChannelKind.Fax, "+81 3 0000 0101", true)]
    [InlineData(ChannelKind.Email, "a@b.example.jp", true)]
    [InlineData(ChannelKind.Email, "a@b@c", false)]
    [InlineData(ChannelKind.Email, "a b@example.jp", false)]
    [InlineData(ChannelKind.Email, "a@example.jp\r\nBcc: x@y", false)]
    [InlineData(ChannelKind.Webhook, "https://hooks.example.jp/x", true)]
    [InlineData(ChannelKind.Webhook, "http://hooks.example.jp/x", false)]
    [InlineData(ChannelKind.Taxii, "https://u:p@taxii.example.jp/", false)]
    [InlineData(ChannelKind.Taxii, "javascript:alert(1)", false)]
    public void Fits_AddressByKind(ChannelKind kind, string address, bool fits) => Assert.Equal(fits, Channel.Fits(kind, address));

    [Theory]
    [InlineData("always", "2026-11-22T03:00:00+09:00", true)]
    [InlineData("weekdays 09:00-17:30", "2026-11-20T09:00:00+09:00", true)]
    [InlineData("weekdays 09:00-17:30", "2026-11-20T17:30:00+09:00", false)]
    [InlineData("weekdays 09:00-17:30", "2026-11-22T10:00:00+09:00", false)]
    [InlineData("daily 08:00-20:00", "2026-11-22T01:00:00Z", true)]
    public void Includes_JapaneseTime(string hours, string instant, bool answers)
    {
        Assert.True(Hours.TryParse(hours, out var parsed));
        Assert.Equal(hours, parsed.ToString());
        Assert.Equal(answers, parsed.Includes(DateTimeOffset.Parse(instant)));
    }
}
