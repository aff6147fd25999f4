namespace Noroshi.Core.Vocabulary;

/// <summary>What a condition answers (Kleene's three values). <see cref="Unknown"/> is an answer, not an error.</summary>
public enum Truth
{
    /// <summary>No.</summary>
    False,

    /// <summary>Not known yet.</summary>
    Unknown,

    /// <summary>Yes.</summary>
    True,
}
