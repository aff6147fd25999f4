namespace Noroshi.Server.Collect.Drafts;

/// <summary>A waiting draft made of findings, as listed.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Title">Its title.</param>
/// <param name="At">When it was last changed.</param>
public sealed record FoundDraft(string Key, string Title, DateTimeOffset At);
