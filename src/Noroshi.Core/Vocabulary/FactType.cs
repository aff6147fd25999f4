namespace Noroshi.Core.Vocabulary;

/// <summary>What kind of value a fact holds.</summary>
public enum FactType
{
    /// <summary>One line of text.</summary>
    Text,

    /// <summary>Text of several lines.</summary>
    Paragraph,

    /// <summary>A telephone or FAX number, as a person writes it.</summary>
    Telephone,

    /// <summary>A mail address.</summary>
    Email,

    /// <summary>A whole number, not negative unless the fact says so.</summary>
    Number,

    /// <summary>An instant, RFC 3339.</summary>
    Instant,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>One of the fact's allowed values.</summary>
    Choice,

    /// <summary>Any of the fact's allowed values, each at most once.</summary>
    Choices,
}
