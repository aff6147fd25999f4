using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Noroshi.Core.Trust;
using Noroshi.Formats.Json;

namespace Noroshi.Core.Share;

/// <summary>
/// 共有計画: for every organisation whether it receives the alert, how much of it, what is removed, and the rule that says so. Shown before anything leaves;
/// its hash is what the second person approves and what the ledger keeps.
/// </summary>
/// <param name="Entries">One for each organisation, in order of id.</param>
public sealed record SharePlan(ImmutableArray<SharePlanEntry> Entries)
{
    /// <summary>A plan from the decisions about every organisation.</summary>
    /// <param name="subject">The alert as access sees it.</param>
    /// <param name="decisions">One decision for each organisation.</param>
    public static SharePlan Of(AccessSubject subject, IEnumerable<(AccessOrganization Organization, AccessDecision Decision)> decisions) =>
        new([.. decisions.Select(d => Entry(subject, d.Organization, d.Decision)).OrderBy(e => e.Organization)]);

    /// <summary>Those who will receive it.</summary>
    public IEnumerable<SharePlanEntry> Recipients => Entries.Where(e => e.Part is SharePart.Addressed or SharePart.Informed);

    /// <summary>Lower-case hexadecimal SHA-256 over alert version and every entry: same alert text, same recipients, same rules, same hash.</summary>
    /// <param name="documentHash">Hash of the canonical document shown with the plan.</param>
    public string Hash(string documentHash)
    {
        var entries = Entries.Where(e => e.Decision.View.Kind is not ViewKind.Nothing).Select(e => (JsonNode?)new JsonObject
        {
            ["organization"] = e.Organization.ToString("D"),
            ["part"] = e.Part.ToString(),
            ["view"] = e.Decision.View.Kind.ToString(),
            ["fields"] = new JsonArray([.. e.Decision.View.Fields.Select(f => (JsonNode?)JsonValue.Create(f))]),
            ["removed"] = new JsonArray([.. e.Decision.Removed.Select(f => (JsonNode?)JsonValue.Create(f))]),
            ["rule"] = e.Decision.RuleId,
            ["text"] = e.Decision.TextHash,
        });
        JsonObject whole = new() { ["document"] = documentHash, ["entries"] = new JsonArray([.. entries]) };
        return Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Of(whole, CanonicalNumbers.WholeOnly)));
    }

    /// <inheritdoc/>
    public bool Equals(SharePlan? other) => other is not null && Entries.SequenceEqual(other.Entries);

    /// <inheritdoc/>
    public override int GetHashCode() => Entries.Length;

    private static SharePlanEntry Entry(AccessSubject subject, AccessOrganization organization, AccessDecision decision) => new(organization.Id, PartOf(subject, organization, decision), decision);

    private static SharePart PartOf(AccessSubject subject, AccessOrganization organization, AccessDecision decision)
    {
        if (decision.View.Kind is ViewKind.Nothing) return SharePart.None;
        if (organization.Id == subject.Source) return SharePart.Issuer;
        if (Access.Is(Recipient.Audience, subject, organization)) return SharePart.Addressed;
        return Access.Is(Recipient.RelayOfAudience, subject, organization) ? SharePart.Informed : SharePart.Reader;
    }
}

/// <summary>What the plan says of one organisation.</summary>
/// <param name="Organization">Its id.</param>
/// <param name="Part">What it is to the alert.</param>
/// <param name="Decision">How much it sees, and why.</param>
public sealed record SharePlanEntry(Guid Organization, SharePart Part, AccessDecision Decision)
{
    /// <summary>yes, reduced or no.</summary>
    public ShareAnswer Answer => Decision.View.Kind switch
    {
        ViewKind.Nothing => ShareAnswer.No,
        ViewKind.Everything when Decision.Removed.IsEmpty => ShareAnswer.Yes,
        _ => ShareAnswer.Reduced,
    };
}

/// <summary>What an organisation is to an alert.</summary>
public enum SharePart
{
    /// <summary>Nothing: it does not receive it.</summary>
    None,

    /// <summary>It issues it.</summary>
    Issuer,

    /// <summary>配信先: addressed, and asked to acknowledge.</summary>
    Addressed,

    /// <summary>参考送付: told because it relays and follows up; not asked to acknowledge.</summary>
    Informed,

    /// <summary>閲覧可: may look it up; it is not sent to it.</summary>
    Reader,
}

/// <summary>The three answers of a plan.</summary>
public enum ShareAnswer
{
    /// <summary>Receives everything.</summary>
    Yes,

    /// <summary>Receives less than everything.</summary>
    Reduced,

    /// <summary>Receives nothing.</summary>
    No,
}
