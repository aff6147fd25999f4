using Noroshi.Core.Network;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Network.Organizations;

namespace Noroshi.Server.Network.Desks;

/// <summary>A desk as typed, nothing checked yet, so that it can be shown again as it was.</summary>
/// <param name="Key">The desk's key.</param>
/// <param name="NameJa">Japanese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Means">The means in order; those without an address are left out when read.</param>
/// <param name="Language">Word of the language of mail to it; empty for both.</param>
public sealed record DeskForm(string Key, string NameJa, string NameEn, IReadOnlyList<ChannelForm> Means, string Language)
{
    private const int MaxNameLength = 100;
    private const int MaxMeans = 20;

    internal static DeskForm Of(Desk desk) => new(desk.Key, desk.Name.Ja, desk.Name.En, [.. desk.Channels.Select(c => new ChannelForm(Channel.Word(c.Kind), c.Address, c.Hours.ToString()))], desk.LanguageWord ?? "");

    internal static DeskForm Of(string key, IFormCollection form) => new(
        key, form["name.ja"].ToString().Trim(), form["name.en"].ToString().Trim(),
        [.. Enumerable.Range(0, ChangeDesk.Places).Select(i => new ChannelForm(form[$"channels.{i}.kind"].ToString(), form[$"channels.{i}.address"].ToString().Trim(), form[$"channels.{i}.hours"].ToString().Trim()))], form["language"].ToString());

    internal static DeskForm Of(string key, DeskView body) => new(
        key, body.Name?.Ja ?? "", body.Name?.En ?? "", [.. (body.Channels ?? []).Select(c => new ChannelForm(c?.Kind ?? "", c?.Address ?? "", c?.Hours ?? "always"))], body.Language ?? "");

    /// <summary>The desk, and what is wrong with it; paths are <c>name.ja</c>, <c>channels[0].address</c> and so on, counting the means as typed.</summary>
    internal Desk Read(ICollection<Fault> faults)
    {
        CheckName("name.ja", NameJa, faults);
        CheckName("name.en", NameEn, faults);
        if (Means.Count > MaxMeans) faults.Add(new Fault("NRS-N013", "channels").With("limit", $"{MaxMeans}"));
        List<(int Place, Channel Channel)> channels = [];
        foreach (var (i, means) in Means.Index().Where(m => m.Item.Address.Length > 0 || m.Item.Kind.Length > 0).Take(MaxMeans))
        {
            if (means.Read($"channels[{i}]", faults) is { } channel) channels.Add((i, channel));
        }
        Language? language = Desk.Languages.Where(l => l.Word == Language).Select(l => (Language?)l.Value).FirstOrDefault();
        if (language is null && Language.Length > 0) faults.Add(new Fault("NRS-C013", "language").With("value", FactParsing.Shorten(Language)).With("allowed", string.Join(", ", Desk.Languages.Select(l => l.Word))));
        var desk = new Desk(Key, new(NameJa, NameEn), [.. channels.Select(c => c.Channel)]) { Language = language };
        List<Fault> found = [];
        desk.Check("", found);
        foreach (var fault in found) faults.Add(fault with { Path = AsTyped(fault.Path, channels) });
        return desk;
    }

    // Desk.Check counts the means it was given; the form counts its places.
    private static string AsTyped(string path, List<(int Place, Channel Channel)> channels)
    {
        var inner = path.TrimStart('.');
        for (var i = 0; i < channels.Count; i++)
        {
            if (inner.StartsWith($"channels[{i}]", StringComparison.Ordinal)) return $"channels[{channels[i].Place}]{inner[$"channels[{i}]".Length..]}";
        }
        return inner;
    }

    private static void CheckName(string path, string name, ICollection<Fault> faults)
    {
        if (name.Length == 0) faults.Add(new("NRS-N011", path));
        else if (name.Length > MaxNameLength || !FactParsing.IsKeepable(name)) faults.Add(new Fault("NRS-N012", path).With("limit", $"{MaxNameLength}"));
    }
}

/// <summary>One means as typed.</summary>
/// <param name="Kind">Word of its kind, or empty.</param>
/// <param name="Address">Its address.</param>
/// <param name="Hours">Its hours as written.</param>
public sealed record ChannelForm(string Kind, string Address, string Hours)
{
    internal Channel? Read(string path, ICollection<Fault> faults)
    {
        var kind = Channel.Kinds.Where(k => k.Word == Kind).Select(k => (ChannelKind?)k.Kind).FirstOrDefault();
        var hours = Hours.Length == 0 ? "always" : Hours;
        var isReadable = Core.Network.Hours.TryParse(hours, out var parsed);
        if (kind is null) faults.Add(new Fault("NRS-C013", $"{path}.kind").With("value", FactParsing.Shorten(Kind)).With("allowed", string.Join(", ", Channel.Kinds.Select(k => k.Word))));
        if (!isReadable) faults.Add(new Fault("NRS-N005", $"{path}.hours").With("value", FactParsing.Shorten(hours)));
        return kind is { } known ? new(known, Address, parsed) : null;
    }
}
