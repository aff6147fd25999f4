namespace Noroshi.Server.Collect.Drafts;

/// <summary>What somebody has typed and not yet sent: fields as typed, whatever is wrong with them. One for each account, organisation and place; without an account, the organisation's own.</summary>
internal sealed class Draft
{
    public required Guid AccountId { get; init; }

    public required Guid OrganizationId { get; init; }

    /// <summary><c>new</c>, the number of the report being followed up, or a key of <see cref="FoundDrafts"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The form's fields as JSON: names to lists of texts.</summary>
    public required string Fields { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When it was begun: which draft it is among those that had its place one after the other.</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>What was found, as <see cref="FoundFinding"/> keeps it; null when nobody said.</summary>
    public string? Found { get; set; }

    /// <summary>How grave that is, for the order of those that wait; 0 when nobody said.</summary>
    public int Gravity { get; set; }
}
