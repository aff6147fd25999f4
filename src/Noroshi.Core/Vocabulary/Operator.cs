namespace Noroshi.Core.Vocabulary;

/// <summary>How a condition compares a fact with its value.</summary>
public enum Operator
{
    /// <summary><c>is</c>: the same value; for several choices, exactly this one.</summary>
    Is,

    /// <summary><c>is-not</c>: another value.</summary>
    IsNot,

    /// <summary><c>in</c>: one of these.</summary>
    In,

    /// <summary><c>contains</c>: several choices include this one, or a text has it within, letter case aside.</summary>
    Contains,

    /// <summary><c>at-least</c>: a number this large or larger.</summary>
    AtLeast,

    /// <summary><c>at-most</c>: a number this large or smaller.</summary>
    AtMost,

    /// <summary><c>before</c>: an earlier instant.</summary>
    Before,

    /// <summary><c>after</c>: a later instant.</summary>
    After,

    /// <summary><c>known</c>: whether there is a value at all; the only operator that never answers unknown.</summary>
    Known,
}
