namespace Noroshi.Server.Web.Parts;

/// <summary>What a colour means. It never says it alone: a mark and a word stand beside it.</summary>
public enum Tone
{
    /// <summary>No meaning.</summary>
    Neutral,

    /// <summary>Something to read or do.</summary>
    Key,

    /// <summary>Done, sound.</summary>
    Good,

    /// <summary>Not yet; look at it.</summary>
    Warn,

    /// <summary>Overdue, blocked, lost. Nothing else.</summary>
    Bad,
}
