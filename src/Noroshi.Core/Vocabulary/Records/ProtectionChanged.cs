using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>How an account is protected was changed: password, second factor, recovery codes, passkey.</summary>
/// <param name="Subject">The account.</param>
/// <param name="What">password, second-factor, recovery-codes, recovery-code-used, passkey-added or passkey-removed.</param>
public sealed record ProtectionChanged(Guid Subject, string What) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["what"] = What };
}
