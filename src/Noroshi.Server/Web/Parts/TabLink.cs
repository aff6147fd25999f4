namespace Noroshi.Server.Web.Parts;

/// <summary>One of several views of a list.</summary>
/// <param name="Href">Its address.</param>
/// <param name="Text">Its name.</param>
/// <param name="Count">How many are in it, or null.</param>
/// <param name="IsCurrent">Whether it is the one shown.</param>
/// <param name="IsAtLeast">Whether counting ended at <paramref name="Count"/>, so that there may be more.</param>
public sealed record TabLink(string Href, string Text, int? Count, bool IsCurrent, bool IsAtLeast = false);
