namespace Noroshi.Core.Vocabulary;

/// <summary>The answer of a condition (Kleene's three values). <see cref="Unknown"/> is an answer, not an error.</summary>
public enum Answer
{
    /// <summary>No.</summary>
    False,

    /// <summary>Not known yet.</summary>
    Unknown,

    /// <summary>Yes.</summary>
    True,
}
