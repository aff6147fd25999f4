using System.Collections.Immutable;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Trust.Grants;

/// <summary>One stored answer of <see cref="Access.Decide"/>: this organisation sees this subject so far, because of this rule. No row: it sees nothing.</summary>
internal sealed class AccessGrant
{
    public required Guid OrganizationId { get; init; }
    public required Guid SubjectId { get; init; }
    public required SubjectKind SubjectKind { get; init; }
    public required ViewKind View { get; set; }

    /// <summary>For a view of named facts: their paths, separated by spaces.</summary>
    public required string Fields { get; set; }

    /// <summary>Paths taken out, separated by spaces.</summary>
    public required string Removed { get; set; }
    public required string RuleId { get; set; }
    public required string TextHash { get; set; }
    public required DateTimeOffset GrantedAt { get; set; }

    /// <summary>The answer as Core gave it.</summary>
    internal AccessDecision Decision => new(new AccessView(View, Split(Fields)), RuleId, TextHash, Split(Removed));

    internal static AccessGrant Of(Guid organization, Guid subject, SubjectKind kind, AccessDecision decision, DateTimeOffset at) => new()
    {
        OrganizationId = organization,
        SubjectId = subject,
        SubjectKind = kind,
        View = decision.View.Kind,
        Fields = string.Join(' ', decision.View.Fields),
        Removed = string.Join(' ', decision.Removed),
        RuleId = decision.RuleId,
        TextHash = decision.TextHash,
        GrantedAt = at,
    };

    /// <summary>Takes over a new answer; the instant moves only when the answer differs.</summary>
    /// <returns>Whether it differs.</returns>
    internal bool Take(AccessDecision decision, DateTimeOffset at)
    {
        if (Decision == decision)
        {
            return false;
        }

        (View, Fields, Removed) = (decision.View.Kind, string.Join(' ', decision.View.Fields), string.Join(' ', decision.Removed));
        (RuleId, TextHash, GrantedAt) = (decision.RuleId, decision.TextHash, at);
        return true;
    }

    private static ImmutableArray<string> Split(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
