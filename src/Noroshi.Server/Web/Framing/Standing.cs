using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Web.Framing;

/// <summary>For whom somebody acts, as the frame shows it: always visible, because one account may act for several organisations.</summary>
/// <param name="Viewer">Who is looking.</param>
/// <param name="AccountName">What to call the account: its name or address.</param>
/// <param name="Organization">The organisation acted for.</param>
/// <param name="Choices">All organisations the account may act for, this one included.</param>
public sealed record Standing(Viewer Viewer, string AccountName, LocalizedText Organization, ImmutableArray<StandingChoice> Choices);

/// <summary>An organisation one may act for.</summary>
/// <param name="Organization">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record StandingChoice(Guid Organization, LocalizedText Name);

/// <summary>Reads for whom the signed-in account acts; null when nobody is signed in.</summary>
internal delegate ValueTask<Standing?> ReadStanding(HttpContext context, CancellationToken ct);
