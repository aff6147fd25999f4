using System.Collections.Immutable;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Network;

/// <summary>A network from YAML: the fields <c>organizations</c> and <c>routes</c>, in a content file or an import. All faults at once, codes NRS-N and NRS-C.</summary>
public static class NetworkReader
{
    private const int MaxKeyLength = 60;

    /// <summary>Reads an import.</summary>
    /// <param name="file">The file's name, for faults.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="isSector">Whether a sector id exists.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <returns>The map, or null when there is any fault.</returns>
    public static NetworkMap? Read(string file, ReadOnlySpan<byte> bytes, Func<string, bool> isSector, ICollection<Fault> faults)
    {
        var before = faults.Count;
        if (YamlReader.Read(file, bytes, faults) is not { } root || FieldReader.Of(root, "", faults) is not { } fields) return null;
        var map = Read(fields, isSector);
        fields.End();
        return faults.Count == before ? map : null;
    }

    internal static NetworkMap Read(FieldReader fields, Func<string, bool> isSector)
    {
        var organizations = fields.Items("organizations").Select(o => Organization(o, isSector)).ToImmutableArray();
        if (organizations.IsEmpty) fields.Missing("organizations");
        ExampleRunner.RefuseDuplicates(fields, "organizations", organizations.Select(o => o.Key));
        var keys = organizations.Select(o => o.Key).ToHashSet(StringComparer.Ordinal);
        var routes = fields.Items("routes").Select(r => Route(r, keys)).ToImmutableArray();
        foreach (var twice in routes.GroupBy(r => (r.From, r.To, r.Direction)).Where(g => g.Count() > 1)) fields.Faults.Add(fields.Bad("NRS-N006", "routes").With("from", twice.Key.From).With("to", twice.Key.To));
        return new([.. organizations.DistinctBy(o => o.Key)], routes);
    }

    private static Organization Organization(FieldReader fields, Func<string, bool> isSector)
    {
        if (!fields.Has("kind")) fields.Missing("kind");
        var organization = new Organization
        {
            Key = Key(fields),
            Kind = fields.Choice("kind", Network.Organization.Kinds) ?? OrganizationKind.Operator,
            Name = fields.Localized("name"),
            Sectors = [.. fields.Items("sectors").Select(s => Membership(s, isSector))],
            Desks = [.. fields.Items("desks").Select(Desk)],
        };
        ExampleRunner.RefuseDuplicates(fields, "desks", organization.Desks.Select(d => d.Key));
        if (organization.Desks.IsEmpty) fields.Faults.Add(fields.Bad("NRS-N008", "desks").With("value", organization.Key));
        fields.End();
        return organization;
    }

    private static string Key(FieldReader fields)
    {
        var key = fields.Text("key");
        if (key.Length is 0 or > MaxKeyLength || !key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')) fields.Faults.Add(fields.Bad("NRS-N003", "key").With("value", FactParsing.Shorten(key)));
        return key;
    }

    private static SectorMembership Membership(FieldReader fields, Func<string, bool> isSector)
    {
        var sector = fields.Text("sector");
        if (!isSector(sector)) fields.Faults.Add(fields.Bad("NRS-C017", "sector").With("kind", "sector").With("value", sector));
        var (from, until) = (fields.Day("from"), fields.Day("until"));
        if (until < from) fields.Faults.Add(fields.Bad("NRS-C027", "until"));
        fields.End();
        return new(sector, from, until);
    }

    private static Desk Desk(FieldReader fields)
    {
        Desk desk = new(Key(fields), fields.Localized("name"), [.. fields.Items("channels").Select(Channel)]) { Language = fields.Choice("language", Network.Desk.Languages) };
        List<Fault> wrong = [];
        desk.Check(fields.Path, wrong);
        foreach (var fault in wrong) fields.Faults.Add(fault with { At = fields.Bad("", "channels").At });
        fields.End();
        return desk;
    }

    private static Channel Channel(FieldReader fields)
    {
        if (!fields.Has("kind")) fields.Missing("kind");
        var kind = fields.Choice("kind", Network.Channel.Kinds) ?? ChannelKind.Telephone;
        var address = fields.Text("address");
        var hours = fields.OptionalText("hours") ?? "always";
        if (!Hours.TryParse(hours, out var parsed)) fields.Faults.Add(fields.Bad("NRS-N005", "hours").With("value", FactParsing.Shorten(hours)));
        fields.End();
        return new(kind, address, parsed);
    }

    private static Route Route(FieldReader fields, HashSet<string> keys)
    {
        var (from, to) = (fields.Text("from"), fields.Text("to"));
        foreach (var (key, value) in ((string, string)[])[("from", from), ("to", to)])
        {
            if (value.Length > 0 && !keys.Contains(value)) fields.Faults.Add(fields.Bad("NRS-N004", key).With("value", FactParsing.Shorten(value)));
        }
        if (from == to) fields.Faults.Add(fields.Bad("NRS-N009", "to").With("value", FactParsing.Shorten(to)));
        if (!fields.Has("direction")) fields.Missing("direction");
        Route route = new(from, to, fields.Choice("direction", Network.Route.Directions) ?? RouteDirection.Up, fields.Choice("mode", Network.Route.Modes) ?? RouteMode.Direct);
        fields.End();
        return route;
    }
}
