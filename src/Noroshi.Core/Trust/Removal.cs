using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Trust;

/// <summary>Facts taken out of a view.</summary>
/// <param name="Paths">Fact paths of content/facts.yaml; <c>contact.*</c> stands for everything below <c>contact</c>.</param>
/// <param name="Unless">The consent that keeps them in, or null when they always go.</param>
public sealed record Removal(ImmutableArray<string> Paths, Consent? Unless = null);
