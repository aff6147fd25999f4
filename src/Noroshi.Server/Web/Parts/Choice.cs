namespace Noroshi.Server.Web.Parts;

/// <summary>One of several answers.</summary>
/// <param name="Value">What is posted.</param>
/// <param name="Text">What is read.</param>
/// <param name="Note">One quiet line more, or null.</param>
public sealed record Choice(string Value, string Text, string? Note = null);
