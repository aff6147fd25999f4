namespace Noroshi.Core.Vocabulary;

/// <summary>A language Noroshi speaks. Everything shown to a person exists in both.</summary>
public enum Language
{
    /// <summary>日本語.</summary>
    Ja,

    /// <summary>English.</summary>
    En,
}
