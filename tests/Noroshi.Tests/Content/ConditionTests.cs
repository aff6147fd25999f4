using System.Text;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Content;

public sealed class ConditionTests
{
    private static readonly FactVocabulary Vocabulary = BuiltInContent.Catalog.Facts;

    private static (Condition? Condition, List<Fault> Faults) Read(string yaml)
    {
        List<Fault> faults = [];
        return (ConditionReader.Read(YamlReader.Read("c", Encoding.UTF8.GetBytes(yaml), faults)!, "when", Vocabulary, faults), faults);
    }

    private static Truth Ask(string yaml, params (string Path, string Value)[] facts)
    {
        var (condition, faults) = Read(yaml);
        Assert.Empty(faults);
        var values = facts.ToDictionary(f => FactPath.Parse(f.Path), f => FactParsing.Parse(Vocabulary.Find(f.Path)!, f.Value, faults));
        Assert.Empty(faults);
        return condition!.Evaluate(values.GetValueOrDefault);
    }

    [Theory]
    [InlineData("{ fact: incident.classification, is: damage }", Truth.True)]
    [InlineData("{ fact: incident.classification, is-not: damage }", Truth.False)]
    [InlineData("{ fact: incident.classification, in: [failure, damage] }", Truth.True)]
    [InlineData("{ fact: incident.attackTypes, contains: malware }", Truth.True)]
    [InlineData("{ fact: incident.attackTypes, is: malware }", Truth.False)]
    [InlineData("{ fact: service.usersAffected, at-least: 1000 }", Truth.True)]
    [InlineData("{ fact: service.usersAffected, at-most: 999 }", Truth.False)]
    [InlineData("{ fact: incident.noticedAt, before: 2026-04-02T00:00+09:00 }", Truth.True)]
    [InlineData("{ fact: incident.noticedAt, after: 2026-04-02T00:00+09:00 }", Truth.False)]
    [InlineData("{ fact: incident.summary, contains: ATM }", Truth.True)]
    [InlineData("{ fact: service.effect, is: stopped }", Truth.Unknown)]
    [InlineData("{ fact: service.effect, known: no }", Truth.True)]
    [InlineData("{ fact: incident.summary, known: yes }", Truth.True)]
    [InlineData("{ not: { fact: service.effect, is: stopped } }", Truth.Unknown)]
    [InlineData("{ any: [ { fact: service.effect, is: stopped }, { fact: incident.classification, is: damage } ] }", Truth.True)]
    [InlineData("{ all: [ { fact: service.effect, is: stopped }, { fact: incident.classification, is: damage } ] }", Truth.Unknown)]
    [InlineData("{ all: [ { fact: service.effect, is: stopped }, { fact: incident.classification, is: failure } ] }", Truth.False)]
    [InlineData("{ all: [] }", Truth.True)]
    [InlineData("{ any: [] }", Truth.False)]
    public void Evaluate_ThreeValued(string yaml, Truth expected) => Assert.Equal(expected, Ask(yaml,
        ("incident.classification", "damage"), ("incident.attackTypes", "malware,destruction"), ("service.usersAffected", "1000"), ("incident.noticedAt", "2026-04-01T10:00+09:00"), ("incident.summary", "atmが停止")));

    [Theory]
    [InlineData("{ fact: no.such, is: x }", "NRS-C017")]
    [InlineData("{ fact: incident.classification, is: worm }", "NRS-C013")]
    [InlineData("{ fact: incident.classification, at-least: 3 }", "NRS-C026")]
    [InlineData("{ fact: incident.classification, is: [damage, failure] }", "NRS-C026")]
    [InlineData("{ fact: incident.classification }", "NRS-C025")]
    [InlineData("{ fact: incident.classification, is: damage, in: [damage] }", "NRS-C025")]
    [InlineData("{ fact: incident.classification, is: damage, maybe: yes }", "NRS-C010")]
    [InlineData("{ every: [] }", "NRS-C025")]
    [InlineData("{ all: { fact: incident.summary, known: yes } }", "NRS-C012")]
    [InlineData("text", "NRS-C012")]
    public void Read_Faulty_Coded(string yaml, string code) => Assert.Equal(code, Assert.Single(Read(yaml).Faults).Code);
}
