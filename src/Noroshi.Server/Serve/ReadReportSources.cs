using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Content;
using Noroshi.Core.Network;
using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Network;
using Noroshi.Server.Share;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Serve;

/// <summary>What the leak check must not find, from the reports an alert rests on: read here because it joins what several verbs keep. Only reports the viewer holds a grant for.</summary>
internal static class ReadReportSources
{
    internal static ReadLeakSources From(Catalog catalog) => async (db, viewer, numbers, cancellationToken) =>
    {
        if (numbers.IsEmpty) return ImmutableDictionary<string, LeakSource>.Empty;
        string[] asked = [.. numbers];
        var reports = await db.Set<Report>().Where(r => asked.Contains(r.Number)).VisibleTo(db, viewer, r => r.Id).ToArrayAsync(cancellationToken);
        NetworkMap map = await db.ReadMapAsync(cancellationToken);
        Dictionary<string, LeakSource> sources = new(StringComparer.Ordinal);
        foreach (Report report in reports)
        {
            string[] documents = await db.Set<ReportVersion>().Where(v => v.ReportId == report.Id).OrderBy(v => v.Version).Select(v => v.Document).ToArrayAsync(cancellationToken);
            sources[report.Number] = Of(report, documents, map.Organizations.FirstOrDefault(o => o.Id == report.OrganizationId), catalog);
        }

        return sources;
    };

    // Every version counts: what a first report said is as telling as what the last one says. Consents are those of the last.
    private static LeakSource Of(Report report, string[] documents, Organization? organization, Catalog catalog)
    {
        JsonNode?[] read = [.. documents.Select(d => JsonNode.Parse(d))];
        Channel[] channels = [.. organization?.Desks.SelectMany(d => d.Channels) ?? []];
        return new()
        {
            Organization = report.OrganizationId,
            Name = organization?.Name ?? new("", ""),
            Number = report.Number,
            Sectors = [.. organization?.Sectors.Select(s => catalog.Sector(s.Sector)?.Header.Label).OfType<LocalizedText>() ?? []],
            Mails = [.. channels.Where(c => c.Kind is ChannelKind.Email).Select(c => c.Address), .. Values(read, catalog, FactType.Email)],
            Telephones = [.. channels.Where(c => c.Kind is ChannelKind.Telephone or ChannelKind.Fax).Select(c => c.Address), .. Values(read, catalog, FactType.Telephone)],
            Domains = [.. channels.Where(c => c.Kind is ChannelKind.Webhook or ChannelKind.Taxii).Select(c => new Uri(c.Address).Host)],
            People = [.. Texts(read, "contact.person")],
            Consents = [.. Enum.GetValues<Consent>().Where(c => read is [.., { } last] && Agreed(last, c))],
        };
    }

    private static IEnumerable<string> Values(JsonNode?[] documents, Catalog catalog, FactType type) =>
        catalog.Facts.Definitions.Where(d => d.Type == type).SelectMany(d => Texts(documents, d.Path.Text));

    private static IEnumerable<string> Texts(JsonNode?[] documents, string path) =>
        documents.Select(d => d?["facts"]?[path]?["value"]).OfType<JsonValue>().Select(v => v.TryGetValue(out string? text) ? text : "").Where(t => t.Length > 0).Distinct(StringComparer.Ordinal);

    private static bool Agreed(JsonNode document, Consent consent)
    {
        string word = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(consent.ToString());
        return document["consents"]?[word] is JsonValue value && value.TryGetValue(out bool agreed) && agreed;
    }
}
