using System.Text;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Content;

public sealed class YamlReaderTests
{
    private static (YamlNode? Root, List<Fault> Faults) Read(string yaml)
    {
        List<Fault> faults = [];
        return (YamlReader.Read("a.yaml", Encoding.UTF8.GetBytes(yaml), faults), faults);
    }

    [Fact]
    public void Read_PlainWords_StayTexts()
    {
        var (root, faults) = Read("a: no\nb: 1e3\nc: 2001-10-10\nd: ~\n");
        Assert.Empty(faults);
        Assert.Equal(["no", "1e3", "2001-10-10", "~"], ((YamlNode.Mapping)root!).Entries.Select(e => ((YamlNode.Scalar)e.Value).Text));
    }

    [Fact]
    public void Read_Positions_AreLineAndColumnFromOne()
    {
        var (root, _) = Read("a:\n  - x\n  - y\n");
        var list = (YamlNode.Sequence)((YamlNode.Mapping)root!)["a"]!;
        Assert.Equal(new SourcePosition("a.yaml", 3, 5), list.Items[1].At);
    }

    [Theory]
    [InlineData("a: 1\na: 2\n", "NRS-C007", 2)]
    [InlineData("a: &x 1\n", "NRS-C005", 1)]
    [InlineData("a: *x\n", "NRS-C005", 1)]
    [InlineData("a: !int 1\n", "NRS-C006", 1)]
    [InlineData("a: !!str 1\n", "NRS-C006", 1)]
    [InlineData("? [a]\n: 1\n", "NRS-C008", 1)]
    [InlineData("a: 1\n---\nb: 2\n", "NRS-C009", 2)]
    [InlineData("", "NRS-C009", 1)]
    [InlineData("a: [1\n", "NRS-C001", 2)]
    [InlineData("a: \"x\n", "NRS-C001", 1)]
    [InlineData("a: \"x\\0y\"\n", "NRS-C031", 1)]
    public void Read_Refused_CodeAndLine(string yaml, string code, int line)
    {
        var (_, faults) = Read(yaml);
        var fault = Assert.Single(faults, f => f.Code == code);
        Assert.Equal(line, fault.At!.Value.Line);
    }

    [Fact]
    public void Read_SeveralFaults_AllAtOnce()
    {
        var (_, faults) = Read("a: &x 1\nb: !t 2\nb: 3\n");
        Assert.Equal(["NRS-C005", "NRS-C006", "NRS-C007"], faults.Select(f => f.Code));
    }

    [Fact]
    public void Read_DeepNesting_OneFault()
    {
        var (root, faults) = Read(new string('[', 100_000));
        Assert.Null(root);
        Assert.Equal("NRS-C004", Assert.Single(faults).Code);
    }

    [Fact]
    public void Read_NotUtf8_Fault()
    {
        List<Fault> faults = [];
        Assert.Null(YamlReader.Read("a.yaml", [0x61, 0x3A, 0x20, 0xFF], faults));
        Assert.Equal("NRS-C002", Assert.Single(faults).Code);
    }

    [Fact]
    public void Read_TruncatedAnywhere_NeverThrows()
    {
        var bytes = Encoding.UTF8.GetBytes("# 注\na: { ja: \"狼煙\", en: 'x' }\nb:\n  - |\n    text\n  - &q {c: [1, *q]}\n%TAG ! x\n--- \u0001\n");
        for (var n = 0; n <= bytes.Length; n++) YamlReader.Read("a.yaml", bytes.AsSpan(0, n), []);
    }
}
