using System.Text.Json.Nodes;
using Noroshi.Cli;

namespace Noroshi.Tests.Cli;

public sealed class PlainTests
{
    [Fact]
    public void Table_JapaneseAndLatin_AlignsByWidthOnTheScreen()
    {
        using var output = new StringWriter();

        Plain.Table(output, [new JsonObject { ["a"] = "攻撃", ["b"] = "x" }, new JsonObject { ["a"] = "ab", ["c"] = 1 }], "a", "b");

        Assert.Equal($"攻撃  x{Environment.NewLine}ab    -{Environment.NewLine}", output.ToString());
    }

    [Theory]
    [InlineData("\u001b[2J", "a: \uFFFD[2J")]
    [InlineData("one\ntwo", "a: one ⏎ two")]
    [InlineData("\u202Etxt.exe", "a: \uFFFDtxt.exe")]
    public void Tree_HostileText_CannotCommandTheTerminal(string text, string expected)
    {
        using var output = new StringWriter();

        Plain.Tree(output, new JsonObject { ["a"] = text });

        Assert.Equal(expected, output.ToString().TrimEnd());
    }
}
