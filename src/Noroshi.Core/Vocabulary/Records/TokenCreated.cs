using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>An API token was given out.</summary>
/// <param name="Subject">The token.</param>
/// <param name="Account">The account it acts as.</param>
/// <param name="Organization">The organisation it acts for.</param>
/// <param name="Roles">Its roles, separated by spaces.</param>
/// <param name="ExpiresAt">Unix milliseconds after which it opens nothing.</param>
public sealed record TokenCreated(Guid Subject, Guid Account, Guid Organization, string Roles, long ExpiresAt) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["account"] = Account.ToString(), ["expiresAt"] = ExpiresAt, ["organization"] = Organization.ToString(), ["roles"] = Roles };
}
