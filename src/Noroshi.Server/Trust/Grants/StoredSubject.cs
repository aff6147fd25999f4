using System.Collections.Immutable;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Trust.Grants;

/// <summary>What the decisions about one subject rest on, so that all of them can be made again. The source's sectors come from the network as it stands.</summary>
internal sealed class StoredSubject
{
    public required Guid SubjectId { get; init; }
    public required SubjectKind SubjectKind { get; init; }
    public required Guid SourceId { get; init; }
    public required Tlp Tlp { get; set; }
    public required string AudienceSectors { get; set; }
    public required string AudienceOrganizations { get; set; }
    public required string Consents { get; set; }

    internal static StoredSubject Of(Guid id, AccessSubject subject)
    {
        var stored = new StoredSubject { SubjectId = id, SubjectKind = subject.Kind, SourceId = subject.Source, Tlp = subject.Tlp, AudienceSectors = "", AudienceOrganizations = "", Consents = "" };
        stored.Take(subject);
        return stored;
    }

    internal void Take(AccessSubject subject)
    {
        Tlp = subject.Tlp;
        AudienceSectors = string.Join(' ', subject.AudienceSectors.Order(StringComparer.Ordinal));
        AudienceOrganizations = string.Join(' ', subject.AudienceOrganizations.Order());
        Consents = string.Join(' ', subject.Consents.Order());
    }

    internal AccessSubject Subject(ImmutableArray<string> sourceSectors) => new()
    {
        Kind = SubjectKind,
        Source = SourceId,
        SourceSectors = sourceSectors,
        Tlp = Tlp,
        AudienceSectors = [.. Words(AudienceSectors)],
        AudienceOrganizations = [.. Words(AudienceOrganizations).Select(Guid.Parse)],
        Consents = [.. Words(Consents).Select(Enum.Parse<Consent>)],
    };

    private static string[] Words(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
