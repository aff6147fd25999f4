using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Store;

namespace Noroshi.Server.Share.Alerts;

/// <summary>Writing an alert: a first draft, and further versions while it is a draft.</summary>
internal sealed class WriteAlert(Writer writer)
{
    internal Task<AlertAnswer> DraftAsync(Viewer viewer, AlertDocument document, CancellationToken cancellationToken, RequestKey? key = null) => writer.OnceAsync(key, (s, _) =>
    {
        var alert = new Alert
        {
            Id = s.NewId(),
            Number = SpeakableNumber.New(SpeakableNumber.Alert, s.Now, RandomNumberGenerator.GetBytes(SpeakableNumber.RandomBytes)).Text,
            IssuerId = viewer.Organization,
            State = AlertState.Draft,
            Version = 0,
            Title = "",
            Kind = document.Kind,
            Tlp = document.Tlp,
            IsUrgent = document.IsUrgent,
            CreatedAt = s.Now,
            UpdatedAt = s.Now,
            AuthorId = viewer.Account,
        };
        s.Add(alert);
        Version(s, alert, viewer, document);
        return Task.FromResult(AlertAnswer.Done(alert));
    }, cancellationToken);

    /// <summary>A further version, written on version <paramref name="basedOn"/>; null to overwrite whatever stands.</summary>
    internal Task<AlertAnswer> AmendAsync(Viewer viewer, string number, int? basedOn, AlertDocument document, CancellationToken cancellationToken) => writer.WriteAsync(async (s, token) =>
    {
        Alert? alert = await s.Db.Set<Alert>().AsTracking().SingleOrDefaultAsync(a => a.Number == number && a.IssuerId == viewer.Organization, token);
        if (alert is null) return AlertAnswer.NotFound;
        if (alert.State is not AlertState.Draft) return AlertAnswer.Conflict("NRS-S021");
        if (basedOn is { } version && version != alert.Version) return await StaleAsync(s, alert, version, token);
        Version(s, alert, viewer, document);
        return AlertAnswer.Done(alert);
    }, cancellationToken);

    // What the other person changed, part by part, so that nobody overwrites it unread.
    private static async Task<AlertAnswer> StaleAsync(WriteSession s, Alert alert, int basedOn, CancellationToken cancellationToken)
    {
        string[] documents = await s.Db.Set<AlertVersion>().AsNoTracking().Where(v => v.AlertId == alert.Id && (v.Version == basedOn || v.Version == alert.Version))
            .OrderBy(v => v.Version).Select(v => v.Document).ToArrayAsync(cancellationToken);
        IEnumerable<Fault> changed = documents.Length < 2 ? [] : AlertParts.Changed(documents[0], documents[1])
            .Select(c => new Fault("NRS-S036", c.Path).With("version", $"{alert.Version}").With("now", FactParsing.Shorten(c.Now)));
        return AlertAnswer.Stale(alert.Version, [new Fault("NRS-S020").With("base", $"{basedOn}").With("current", $"{alert.Version}"), .. changed]);
    }

    private static void Version(WriteSession s, Alert alert, Viewer viewer, AlertDocument document)
    {
        byte[] text = AlertJson.Canonical(document);
        byte[] salt = RandomNumberGenerator.GetBytes(Commitment.SaltBytes);
        Commitment commitment = Commitment.To(salt, text);
        alert.Version++;
        (alert.Kind, alert.Tlp, alert.IsUrgent, alert.AcknowledgeBy) = (document.Kind, document.Tlp, document.IsUrgent, document.AcknowledgeBy);
        (alert.Title, alert.TitleEn) = (document.Body(Language.Ja).Title, document.En?.Title);
        (alert.UpdatedAt, alert.AuthorId) = (s.Now, viewer.Account);
        s.Add(new AlertVersion { AlertId = alert.Id, Version = alert.Version, Document = Encoding.UTF8.GetString(text), Salt = salt, Commitment = commitment.Hash, AuthorId = viewer.Account, At = s.Now });
        s.Append(new AlertDrafted(alert.Id, alert.Version, commitment), viewer.Account);
    }
}
