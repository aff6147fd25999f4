namespace Noroshi.Core.Vocabulary;

/// <summary>A short text in both languages; neither is ever empty.</summary>
/// <param name="Ja">The Japanese text.</param>
/// <param name="En">The English text.</param>
public sealed record LocalizedText(string Ja, string En)
{
    /// <summary>The text in one language.</summary>
    public string In(Language language) => language is Language.Ja ? Ja : En;
}
