namespace Noroshi.Core.Vocabulary;

/// <summary>One thing somebody says of an incident: a path, a value when there is one, and how sure they are.</summary>
/// <param name="Path">Which fact.</param>
/// <param name="Value">The value; null when it is unknown or being looked into.</param>
/// <param name="Certainty">How sure; <see cref="Certainty.Tentative"/> and <see cref="Certainty.Confirmed"/> always come with a value.</param>
public sealed record Fact(FactPath Path, FactValue? Value, Certainty Certainty);
