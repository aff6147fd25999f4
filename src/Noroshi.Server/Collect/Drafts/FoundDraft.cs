namespace Noroshi.Server.Collect.Drafts;

/// <summary>A waiting draft made of findings, as listed.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Title">Its title, in the reader's language where it is known.</param>
/// <param name="At">When it was last changed.</param>
/// <param name="IsGrave">Whether what was found probably worked, or works soon.</param>
public sealed record FoundDraft(string Key, string Title, DateTimeOffset At, bool IsGrave);
