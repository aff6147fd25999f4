using System.Collections.Immutable;
using System.Diagnostics;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Content;

/// <summary>
/// The shape of <c>sharing/*.yaml</c>, one rule a file. Examples: <c>input: { recipient, tlp, consents }</c>, <c>expected</c> the view's word followed by what is removed, each with a hyphen before it.
/// </summary>
internal static class SharingRuleReader
{
    private static readonly (string Word, Recipient Value)[] Recipients =
    [
        ("source", Recipient.Source), ("authority", Recipient.Authority), ("center", Recipient.Center), ("isac-of-sector", Recipient.IsacOfSector), ("peer-of-sector", Recipient.PeerOfSector),
        ("audience", Recipient.Audience), ("named-audience", Recipient.NamedAudience), ("relay-of-audience", Recipient.RelayOfAudience), ("desk-on-route", Recipient.DeskOnRoute), ("anyone", Recipient.Anyone),
    ];

    private static readonly (string Word, Tlp Value)[] Tlps = [("clear", Tlp.Clear), ("green", Tlp.Green), ("amber", Tlp.Amber), ("amber+strict", Tlp.AmberStrict), ("red", Tlp.Red)];

    private static readonly (string Word, Consent Value)[] Consents = [("companyName", Consent.CompanyName), ("sectorName", Consent.SectorName), ("ceptoar", Consent.Ceptoar), ("onward", Consent.Onward)];

    private static readonly (string Word, ViewKind Value)[] Views = [("nothing", ViewKind.Nothing), ("reduced", ViewKind.Reduced), ("fields", ViewKind.Fields), ("everything", ViewKind.Everything)];

    private static readonly (string Word, SharingEffect Value)[] Effects = [("permit", SharingEffect.Permit), ("limit", SharingEffect.Limit)];

    private static readonly (string Word, SubjectKind Value)[] Subjects = [("report", SubjectKind.Report), ("alert", SubjectKind.Alert)];

    internal static SharingRule Read(FieldReader fields, ContentHeader header, FactVocabulary vocabulary)
    {
        var recipients = Several(fields, "recipients", Recipients);
        if (recipients.IsEmpty) fields.Missing("recipients");
        var rule = new SharingRule
        {
            Id = header.Id,
            Title = header.Label,
            Status = StatusOf(header.Status),
            From = header.From,
            Until = header.Until,
            Cites = [.. header.Sources.Select(s => s.ToString())],
            AppliesTo = Required(fields, "applies-to", Subjects),
            Effect = Required(fields, "effect", Effects),
            Recipients = recipients,
            Except = Several(fields, "except", Recipients),
            Tlp = Several(fields, "tlp", Tlps),
            Consents = Several(fields, "consents", Consents),
            View = View(fields, vocabulary),
            Removes = [.. fields.Items("removes").Select(r => Removal(r, vocabulary))],
            TextHash = header.TextHash,
        };
        ExampleRunner.Run(fields, input => Example(input, rule));
        return rule;
    }

    private static SharingStatus StatusOf(ContentStatus status) => status switch
    {
        ContentStatus.InForce => SharingStatus.InForce,
        ContentStatus.Historical => SharingStatus.Historical,
        ContentStatus.Draft => SharingStatus.Draft,
        ContentStatus.Unconfirmed => SharingStatus.Unconfirmed,
        _ => throw new UnreachableException(),
    };

    private static T Required<T>(FieldReader fields, string key, (string Word, T Value)[] words) where T : struct
    {
        if (!fields.Has(key)) fields.Missing(key);
        return fields.Choice(key, words) ?? words[0].Value;
    }

    private static ImmutableArray<T> Several<T>(FieldReader fields, string key, (string Word, T Value)[] words) where T : struct
    {
        var values = ImmutableArray.CreateBuilder<T>();
        foreach (var word in fields.Words(key))
        {
            var found = Array.FindIndex(words, w => w.Word == word);
            if (found >= 0) values.Add(words[found].Value);
            else fields.Faults.Add(fields.Bad("NRS-C013", key).With("value", word).With("allowed", string.Join(", ", words.Select(w => w.Word))));
        }
        return values.ToImmutable();
    }

    private static AccessView View(FieldReader fields, FactVocabulary vocabulary)
    {
        var kind = Required(fields, "view", Views);
        var shown = Patterns(fields, "fields", vocabulary);
        if (kind is ViewKind.Fields == shown.IsEmpty) fields.Missing("fields");
        return new(kind, shown);
    }

    private static Removal Removal(FieldReader fields, FactVocabulary vocabulary)
    {
        Removal removal = new(Patterns(fields, "facts", vocabulary), fields.Choice("unless", Consents));
        if (removal.Paths.IsEmpty) fields.Missing("facts");
        fields.End();
        return removal;
    }

    private static ImmutableArray<string> Patterns(FieldReader fields, string key, FactVocabulary vocabulary)
    {
        var patterns = fields.Words(key);
        foreach (var pattern in patterns.Where(p => !vocabulary.Definitions.Any(d => FactPaths.Covers(p, d.Path.Text)))) fields.Faults.Add(fields.Bad("NRS-C017", key).With("kind", "fact").With("value", pattern));
        return patterns;
    }

    private static string Example(FieldReader input, SharingRule rule)
    {
        if (!input.Has("recipient")) input.Missing("recipient");
        var recipient = input.Choice("recipient", Recipients) ?? Recipient.Anyone;
        var subject = new AccessSubject
        {
            Kind = rule.AppliesTo,
            Source = Somebody(1),
            SourceSectors = ["a"],
            AudienceSectors = ["b"],
            AudienceOrganizations = [Somebody(2)],
            Tlp = input.Choice("tlp", Tlps) ?? Tlp.Amber,
            Consents = Several(input, "consents", Consents),
        };
        var all = rule with { Id = "~", Effect = SharingEffect.Permit, Recipients = [Recipient.Anyone], Except = [], Tlp = [], Consents = [], View = AccessView.Everything, Removes = [] };
        SharingRule[] rules = rule.Effect is SharingEffect.Limit ? [all, rule] : [rule];
        rules = [.. rules.Select(r => r with { Status = SharingStatus.InForce, From = null, Until = null })];
        var decision = Access.Decide(subject, Seen(recipient), rules, DateTimeOffset.UnixEpoch);
        return string.Join(',', (string[])[Views.First(v => v.Value == decision.View.Kind).Word, .. decision.Removed.Select(r => $"-{r}")]);
    }

    private static Guid Somebody(byte n) => new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, n);

    /// <summary>An organisation that is this to the subject of an example, and nothing else.</summary>
    private static AccessOrganization Seen(Recipient recipient) => recipient switch
    {
        Recipient.Source => new() { Id = Somebody(1), Kind = OrganizationKind.Operator, Sectors = ["a"] },
        Recipient.Authority => new() { Id = Somebody(3), Kind = OrganizationKind.Authority, Reach = RouteReach.Direct },
        Recipient.Center => new() { Id = Somebody(3), Kind = OrganizationKind.Center, Reach = RouteReach.Onward },
        Recipient.IsacOfSector => new() { Id = Somebody(3), Kind = OrganizationKind.Isac, Sectors = ["a"] },
        Recipient.PeerOfSector => new() { Id = Somebody(3), Kind = OrganizationKind.Operator, Sectors = ["a"] },
        Recipient.Audience => new() { Id = Somebody(3), Kind = OrganizationKind.Operator, Sectors = ["b"] },
        Recipient.NamedAudience => new() { Id = Somebody(2), Kind = OrganizationKind.Operator },
        Recipient.RelayOfAudience => new() { Id = Somebody(3), Kind = OrganizationKind.Isac, Sectors = ["b"] },
        Recipient.DeskOnRoute => new() { Id = Somebody(3), Kind = OrganizationKind.Desk, Reach = RouteReach.Direct },
        Recipient.Anyone => new() { Id = Somebody(3), Kind = OrganizationKind.Operator, Sectors = ["c"] },
        _ => throw new UnreachableException(),
    };
}
