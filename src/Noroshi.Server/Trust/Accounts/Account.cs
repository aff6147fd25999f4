using Microsoft.AspNetCore.Identity;

namespace Noroshi.Server.Trust.Accounts;

/// <summary>A person who signs in. What the person may do stands in <see cref="Membership"/>; the ledger knows only the id.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    /// <summary>How colleagues see the person.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>The key shared with the authenticator program, protected; null until one is enrolled.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>Step of the last one-time password accepted: none at or before it is accepted again.</summary>
    public long LastTotpStep { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>E-mail addresses compare without case.</summary>
    internal static string Normalize(string email) => email.Trim().ToUpperInvariant();
}
