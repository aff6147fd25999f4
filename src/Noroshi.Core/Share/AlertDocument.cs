using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Share;

/// <summary>
/// One version of an alert (警報情報・注意喚起): what it says, how it is marked, whom it is for, and until when it must be acknowledged. Kept as canonical JSON;
/// the same shape in the API, in files and in drafts.
/// </summary>
/// <remarks>
/// <code>
/// {"kind":"caution","tlp":"amber","urgent":false,
///  "audience":{"sectors":["finance"],"organizations":["minato-bank"]},
///  "acknowledgeBy":"2026-11-22T14:00:00+09:00","basedOn":["R26-7K3F-9Q2M"],
///  "bodies":{"ja":{"title":"…","summary":"…","affected":"…","actions":["…"],"references":["…"]},"en":{…}}}
/// </code>
/// A draft may be incomplete; <see cref="Missing"/> says what is asked before it is submitted.
/// </remarks>
public sealed record AlertDocument
{
    /// <summary>The longest title, in characters (UTF-16 units).</summary>
    public const int MaxTitle = 120;

    /// <summary>The longest text.</summary>
    public const int MaxText = 8000;

    /// <summary>The longest single action or reference.</summary>
    public const int MaxLine = 1000;

    /// <summary>Most entries of a list.</summary>
    public const int MaxItems = 50;

    /// <summary>Most organisations named.</summary>
    public const int MaxOrganizations = 500;

    /// <summary>What kind.</summary>
    public AlertKind Kind { get; init; } = AlertKind.Caution;

    /// <summary>Its marking.</summary>
    public Tlp Tlp { get; init; } = Tlp.Amber;

    /// <summary>Whether it may go out on one approver's word when nobody else answers in time.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>The sectors it is for, by id.</summary>
    public ImmutableArray<string> Sectors { get; init; } = [];

    /// <summary>The organisations it is for by name, by key.</summary>
    public ImmutableArray<string> Organizations { get; init; } = [];

    /// <summary>Until when recipients are asked to acknowledge; null when no answer is asked.</summary>
    public DateTimeOffset? AcknowledgeBy { get; init; }

    /// <summary>Numbers of the reports it rests on. Never shown to a recipient.</summary>
    public ImmutableArray<string> BasedOn { get; init; } = [];

    /// <summary>In Japanese, or null.</summary>
    public AlertBody? Ja { get; init; }

    /// <summary>In English, or null.</summary>
    public AlertBody? En { get; init; }

    /// <summary>The body in a language, or the other one when there is none.</summary>
    public AlertBody Body(Language language) => (language is Language.Ja ? Ja ?? En : En ?? Ja) ?? new();

    /// <summary>The languages it is written in.</summary>
    public IEnumerable<Language> Languages
    {
        get
        {
            if (Ja is { IsEmpty: false }) yield return Language.Ja;
            if (En is { IsEmpty: false }) yield return Language.En;
        }
    }

    /// <summary>Every text somebody wrote, with its path.</summary>
    public IEnumerable<(string Path, string Text)> Passages() =>
        [.. Ja?.Passages("bodies.ja") ?? [], .. En?.Passages("bodies.en") ?? []];

    /// <summary>What must still be there before it can be submitted: NRS-S007 (a text), NRS-S011 (deadline passed), NRS-S012 (nobody addressed), NRS-S013 (no language).</summary>
    public ImmutableArray<Fault> Missing(DateTimeOffset now)
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();
        if (Sectors.IsEmpty && Organizations.IsEmpty) faults.Add(new Fault("NRS-S012", "audience"));
        if (AcknowledgeBy is { } by && by <= now) faults.Add(new Fault("NRS-S011", "acknowledgeBy"));
        if (!Languages.Any()) faults.Add(new Fault("NRS-S013", "bodies.ja.title"));
        foreach (var language in Languages)
        {
            var (body, path) = language is Language.Ja ? (Ja!, "bodies.ja") : (En!, "bodies.en");
            if (string.IsNullOrWhiteSpace(body.Title)) faults.Add(new Fault("NRS-S007", $"{path}.title"));
            if (string.IsNullOrWhiteSpace(body.Summary)) faults.Add(new Fault("NRS-S007", $"{path}.summary"));
            if (body.Actions.IsEmpty && Kind is not AlertKind.SecurityInformation) faults.Add(new Fault("NRS-S007", $"{path}.actions"));
        }

        return faults.ToImmutable();
    }

    /// <inheritdoc/>
    public bool Equals(AlertDocument? other) =>
        other is not null && Kind == other.Kind && Tlp == other.Tlp && IsUrgent == other.IsUrgent && AcknowledgeBy == other.AcknowledgeBy && Ja == other.Ja && En == other.En
        && Sectors.SequenceEqual(other.Sectors, StringComparer.Ordinal) && Organizations.SequenceEqual(other.Organizations, StringComparer.Ordinal)
        && BasedOn.SequenceEqual(other.BasedOn, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Tlp, Ja, En, AcknowledgeBy, Sectors.Length, Organizations.Length, BasedOn.Length);
}
