namespace Noroshi.Core.Content;

/// <summary>The standing of a content file. Only what is in force, and within its dates, may say <em>must</em>.</summary>
public enum ContentStatus
{
    /// <summary><c>in-force</c>: applies.</summary>
    InForce,

    /// <summary><c>historical</c>: applied once; kept to read old decisions.</summary>
    Historical,

    /// <summary><c>draft</c>: not decided yet.</summary>
    Draft,

    /// <summary><c>unconfirmed</c>: its source has not been seen.</summary>
    Unconfirmed,
}
