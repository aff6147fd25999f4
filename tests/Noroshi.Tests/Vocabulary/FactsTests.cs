using System.Reflection;
using Noroshi.Core.Vocabulary;
using Noroshi.Tests.Content;

namespace Noroshi.Tests.Vocabulary;

public sealed class FactsTests
{
    [Fact]
    public void Facts_EachConstant_IsInFactsYaml() =>
        Assert.All(typeof(Facts).GetProperties(BindingFlags.Public | BindingFlags.Static), p => Assert.NotNull(BuiltInContent.Catalog.Facts.Find((FactPath)p.GetValue(null)!)));

    [Theory]
    [InlineData("incident.noticedAt", true)]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData("A.b", false)]
    [InlineData("a..b", false)]
    [InlineData("a.", false)]
    [InlineData("a b", false)]
    [InlineData("事案", false)]
    public void TryParse_Paths(string text, bool isPath) => Assert.Equal(isPath, FactPath.TryParse(text, out _));
}
