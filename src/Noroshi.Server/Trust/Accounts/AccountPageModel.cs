using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Web.Lists;

namespace Noroshi.Server.Trust.Accounts;

/// <summary>One signed-in browser of the account.</summary>
/// <param name="Id">The session.</param>
/// <param name="Agent">What the browser calls itself.</param>
/// <param name="SeenAt">Last use.</param>
/// <param name="IsThis">Whether it is the one asking.</param>
public sealed record SessionRow(Guid Id, string Agent, DateTimeOffset SeenAt, bool IsThis);

/// <summary>One API token of the account.</summary>
/// <param name="Id">The token.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Organization">For whom it acts.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="ExpiresAt">Until when it works.</param>
/// <param name="UsedAt">Last use, roughly; null for never.</param>
public sealed record TokenRow(Guid Id, string Name, LocalizedText Organization, ImmutableArray<Role> Roles, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt);

/// <summary>One passkey of the account.</summary>
/// <param name="Id">Its credential id, base64url.</param>
/// <param name="Name">Which device.</param>
/// <param name="CreatedAt">Since when.</param>
public sealed record PasskeyRow(string Id, string Name, DateTimeOffset CreatedAt);

/// <summary>How one's own account is protected, and where it is signed in.</summary>
/// <param name="Name">The person.</param>
/// <param name="Email">The address.</param>
/// <param name="HasTotp">Whether an authenticator program is enrolled.</param>
/// <param name="RecoveryCodes">How many recovery codes are left.</param>
/// <param name="Roles">The roles a new token may have.</param>
/// <param name="Sessions">Signed-in browsers.</param>
/// <param name="Tokens">Tokens that still work, those of this sheet, newest first.</param>
/// <param name="Passkeys">Passkeys.</param>
/// <param name="Token">The token just made: shown once.</param>
/// <param name="Faults">What was not right.</param>
public sealed record AccountPageModel(
    string Name, string Email, bool HasTotp, int RecoveryCodes, ImmutableArray<Role> Roles, IReadOnlyList<SessionRow> Sessions, Sheet<TokenRow> Tokens, IReadOnlyList<PasskeyRow> Passkeys, string? Token, IReadOnlyList<Fault> Faults)
{
    /// <summary>The token form as it was typed, when it was refused.</summary>
    public TypedToken Typed { get; init; } = new("", "90", []);
}

/// <summary>A token form as typed.</summary>
/// <param name="Name">What the token is for.</param>
/// <param name="Days">How long it works.</param>
/// <param name="Roles">Words of its roles.</param>
public sealed record TypedToken(string Name, string Days, IReadOnlyList<string> Roles);
