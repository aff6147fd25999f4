using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Trust.Doors;

/// <summary>By which door a viewer came in: a signed-in browser or an API token.</summary>
/// <param name="Viewer">Who is looking, for whom, in which roles.</param>
/// <param name="AccountName">What to call the person.</param>
/// <param name="Session">The browser's session, or null for a token.</param>
/// <param name="Organizations">All organisations the account may act for, in any order, each once.</param>
internal sealed record Acting(Viewer Viewer, string AccountName, Guid? Session, ImmutableArray<Guid> Organizations);
