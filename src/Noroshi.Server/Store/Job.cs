namespace Noroshi.Server.Store;

/// <summary>A piece of fan-out work waiting for its time: one delivery attempt, one reminder. Leased, so that a dead worker's job is taken up by another.</summary>
internal sealed class Job
{
    public required Guid Id { get; init; }

    /// <summary>Which registered handler does it, such as <c>deliver</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The thing it is about.</summary>
    public required Guid Subject { get; init; }

    /// <summary>What the handler needs besides, JSON; never a secret.</summary>
    public string Payload { get; init; } = "{}";

    /// <summary>Not before this instant.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Another worker may take it after this instant; null when nobody holds it.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>How often it was begun.</summary>
    public int Attempts { get; set; }

    /// <summary>What went wrong last time, for people; null at first.</summary>
    public string? Fault { get; set; }
}
