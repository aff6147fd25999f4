using System.Text;
using Noroshi.Cli;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Content;

public sealed class TextsLinesTests
{
    [Fact]
    public void TryRead_OurOwnFiles_ReadsWhatTheYamlReaderReads()
    {
        foreach (var (file, bytes) in new[] { typeof(Texts).Assembly, typeof(CommandLine).Assembly }.SelectMany(Texts.Embedded))
        {
            Dictionary<string, LocalizedText> quick = [], careful = [];
            List<Fault> faults = [];
            Assert.True(TextsLines.TryRead(bytes, quick), file);
            TextsFile.Read(YamlReader.Read(file, bytes, faults)!, careful, faults);
            Assert.Empty(faults);
            Assert.Equal(careful.OrderBy(t => t.Key, StringComparer.Ordinal), quick.OrderBy(t => t.Key, StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("a: { ja: 'あ', en: 'a' }")]
    [InlineData("a: { en: \"a\", ja: \"あ\" }")]
    [InlineData("a: { ja: \"あ\", en: \"a\" } # why")]
    [InlineData("a: { ja: \"\\x41\", en: \"a\" }")]
    [InlineData("a: { ja: \"あ\", en: \"\" }")]
    [InlineData("a: { ja: \"あ\", en: \"a")]
    [InlineData("a: { ja: \"あ\", en: \"a\" }\na: { ja: \"い\", en: \"b\" }")]
    [InlineData("a:\n  ja: あ\n  en: a")]
    public void TryRead_WrittenOtherwise_LeavesTheFileToTheYamlReader(string file)
    {
        Dictionary<string, LocalizedText> texts = [];
        Assert.False(TextsLines.TryRead(Encoding.UTF8.GetBytes(file), texts));
        Assert.Empty(texts);
    }

    [Fact]
    public void TryRead_Escapes_AreUndone()
    {
        Dictionary<string, LocalizedText> texts = [];
        Assert.True(TextsLines.TryRead(Encoding.UTF8.GetBytes("# why\n\na: { ja: \"「\\\"」\\\\\", en: \"a\\nb\" }\r\n"), texts));
        Assert.Equal(new LocalizedText("「\"」\\", "a\nb"), texts["a"]);
    }
}
