namespace Noroshi.Core.Share;

/// <summary>Something that would give away a source or an affected body.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">It, as written where it is known from.</param>
public sealed record LeakTerm(LeakKind Kind, string Text);

/// <summary>What a term is. Stored by word.</summary>
public enum LeakKind
{
    /// <summary>Name of the organisation, whole or short, Japanese or English.</summary>
    Name,

    /// <summary>Name of a person.</summary>
    Person,

    /// <summary>Domain.</summary>
    Domain,

    /// <summary>Mail address.</summary>
    Mail,

    /// <summary>Telephone or FAX number.</summary>
    Telephone,

    /// <summary>The report's number.</summary>
    Number,

    /// <summary>Name of its sector.</summary>
    Sector,
}

/// <summary>A place where a term stands in an outgoing text.</summary>
/// <param name="Path">Which text, such as <c>bodies.ja.summary</c>.</param>
/// <param name="Start">First character, from 0 (UTF-16).</param>
/// <param name="Length">How many characters.</param>
/// <param name="Kind">What was found.</param>
public sealed record LeakFinding(string Path, int Start, int Length, LeakKind Kind);
