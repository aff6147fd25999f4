using Noroshi.Core.Network;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Ledger.Witnesses;
using Noroshi.Server.Network;
using Noroshi.Server.Share;
using Noroshi.Server.Share.Channels;
using Noroshi.Server.Store;

namespace Noroshi.Server.Serve;

/// <summary>Who keeps the ledger's heads, from the settings and the network, and the mail that takes them there. The ledger knows neither verb; the program joins them.</summary>
internal static class LedgerWitnesses
{
    // Whoever tries the demonstration sees a witness at work.
    private const string OfTheDemo = "finance-agency";

    internal static IServiceCollection AddLedgerWitnesses(this IServiceCollection services, Settings settings)
    {
        string[] keys = (settings.Find("witnesses") ?? (settings.Demo ? OfTheDemo : "")).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        services.AddSingleton<ReadWitnesses>((db, ct) => ReadAsync(db, keys, ct));
        services.AddSingleton<HandOver>(sp => (address, message, ct) => HandOverAsync(sp.GetRequiredService<ShareOptions>().Mail, address, message, sp.GetRequiredService<TimeProvider>(), ct));
        return services;
    }

    private static async Task<IReadOnlyList<Witness>> ReadAsync(NoroshiDb db, string[] keys, CancellationToken ct)
    {
        if (keys.Length == 0) return [];
        NetworkMap map = await db.ReadMapAsync(ct);
        return [.. keys.Select(key => Of(key, map.Find(key)))];
    }

    // A key the network does not know has no address: its row on the ledger page says so, day after day.
    private static Witness Of(string key, Organization? organization) => organization is null
        ? new(Organization.IdOf(key), key, new LocalizedText(key, key), [])
        : new(organization.Id, key, organization.Name, [.. organization.Desks.SelectMany(d => d.Channels).Where(c => c.Kind is ChannelKind.Email).Select(c => c.Address).Distinct(StringComparer.OrdinalIgnoreCase)])
        {
            Languages = organization.Desks.Where(d => d.Language is not null).SelectMany(d => d.Channels.Where(c => c.Kind is ChannelKind.Email).Select(c => (c.Address, Language: d.Language!.Value)))
                .DistinctBy(c => c.Address).ToDictionary(c => c.Address, c => c.Language),
        };

    private static async Task<HandOverAnswer> HandOverAsync(MailSettings mail, string address, byte[] message, TimeProvider clock, CancellationToken ct)
    {
        MailOutcome outcome = await MailSubmission.SendAsync(mail, address, message, clock, ct);
        return new(outcome.Result.ToString().ToLowerInvariant(), outcome.Code, outcome.Reason);
    }
}
