using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Share.Alerts;
using Noroshi.Server.Share.Deliveries;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;

namespace Noroshi.Server.Share.Acknowledgements;

/// <summary>Answers as they came, and what a link opens.</summary>
internal sealed class ReadAcknowledgements(Database database, Letters letters)
{
    private const int Most = 1000;

    /// <summary>All answers to an alert of one's own organisation; null when there is no such alert.</summary>
    internal async Task<IReadOnlyList<Acknowledgement>?> OfAsync(Viewer viewer, string number, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        Guid organization = viewer.Organization;
        Guid id = await db.Set<Alert>().Where(a => a.Number == number && a.IssuerId == organization).Select(a => a.Id).SingleOrDefaultAsync(cancellationToken);
        return id == Guid.Empty ? null : await db.Set<Acknowledgement>().Where(a => a.AlertId == id).OrderBy(a => a.At).ThenBy(a => a.Id).Take(Most).ToArrayAsync(cancellationToken);
    }

    /// <summary>What a mail's link opens: changes nothing. Null when the token is unknown, or the alert may not be seen any more.</summary>
    internal async Task<AlertLetter?> ByLinkAsync(string token, CancellationToken cancellationToken)
    {
        string hash = Secret.Hash(token);
        await using NoroshiDb db = database.CreateDbContext();
        Guid id = await db.Set<Delivery>().Where(d => d.TokenHash == hash && d.State != DeliveryState.Stopped).Select(d => d.Id).SingleOrDefaultAsync(cancellationToken);
        return id == Guid.Empty ? null : (await letters.ReadAsync(db, id, cancellationToken))?.Letter;
    }
}
