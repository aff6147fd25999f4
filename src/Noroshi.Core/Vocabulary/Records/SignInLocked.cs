using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>Too many wrong passwords or codes in a row: the account is locked for a while.</summary>
/// <param name="Subject">The account.</param>
public sealed record SignInLocked(Guid Subject) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => [];
}
