using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Share.Alerts;
using Noroshi.Server.Share.Deliveries;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;

namespace Noroshi.Server.Share.Acknowledgements;

/// <summary>Taking an answer (受領確認), by the link in a mail, on the page, or by API. Looking changes nothing; only this does.</summary>
internal sealed class AcknowledgeAlert(Writer writer)
{
    private const int MaxComment = 2000;

    /// <summary>By the token of a mail's link: for that delivery, and for nothing else.</summary>
    internal Task<AlertAnswer> ByLinkAsync(string token, string? answer, string? comment, CancellationToken cancellationToken)
    {
        string hash = Secret.Hash(token);
        return TakeAsync(d => d.TokenHash == hash && d.State != DeliveryState.Stopped, "NRS-S032", Guid.Empty, "link", answer, comment, cancellationToken);
    }

    /// <summary>By somebody signed in, for the organisation they act for.</summary>
    internal async Task<AlertAnswer> ByViewerAsync(Viewer viewer, string number, string means, string? answer, string? comment, CancellationToken cancellationToken, RequestKey? key = null)
    {
        Guid organization = viewer.Organization;
        return await writer.OnceAsync(key, async (s, token) =>
        {
            Alert? alert = await s.Db.Set<Alert>().SingleOrDefaultAsync(a => a.Number == number && s.Db.Set<Delivery>().Any(d => d.AlertId == a.Id && d.OrganizationId == organization && d.State != DeliveryState.Stopped), token);
            // Whoever sees it without being a recipient is told so: for them it is there.
            if (alert is null) return await ReadAlerts.VisibleTo(s.Db, viewer).AnyAsync(a => a.Number == number && a.State == AlertState.Issued, token) ? AlertAnswer.Conflict("NRS-S033") : AlertAnswer.NotFound;
            return await AnswerAsync(s, alert, d => d.AlertId == alert.Id && d.OrganizationId == organization, "NRS-S019", viewer.Account, means, answer, comment, token);
        }, cancellationToken);
    }

    private Task<AlertAnswer> TakeAsync(System.Linq.Expressions.Expression<Func<Delivery, bool>> which, string unknown, Guid account, string means, string? answer, string? comment, CancellationToken cancellationToken) =>
        writer.WriteAsync((s, token) => AnswerAsync(s, null, which, unknown, account, means, answer, comment, token), cancellationToken);

    private static async Task<AlertAnswer> AnswerAsync(WriteSession s, Alert? alert, System.Linq.Expressions.Expression<Func<Delivery, bool>> which, string unknown, Guid account, string means, string? answer, string? comment, CancellationToken cancellationToken)
    {
        Delivery? delivery = await s.Db.Set<Delivery>().AsTracking().SingleOrDefaultAsync(which, cancellationToken);
        if (delivery is null) return AlertAnswer.Refused(StatusCodes.Status404NotFound, new Fault(unknown));
        alert ??= await s.Db.Set<Alert>().SingleAsync(a => a.Id == delivery.AlertId, cancellationToken);
        if (!delivery.NeedsAnswer) return AlertAnswer.Refused(StatusCodes.Status409Conflict, new Fault("NRS-S033"));
        if (AlertWords.Find(AlertWords.Answers, answer) is not { } given)
        {
            return AlertAnswer.Refused(StatusCodes.Status422UnprocessableEntity, new Fault("NRS-S030", "answer").With("value", answer?.Length > 40 ? answer[..40] : answer ?? "").With("allowed", string.Join(", ", AlertWords.Answers.Select(a => a.Word))));
        }

        string said = (comment ?? "").Trim();
        if (said.Length > MaxComment) return AlertAnswer.Refused(StatusCodes.Status422UnprocessableEntity, new Fault("NRS-S005", "comment").With("limit", "2000").With("length", said.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (!FactParsing.IsKeepable(said)) return AlertAnswer.Refused(StatusCodes.Status422UnprocessableEntity, new Fault("NRS-S006", "comment"));
        return AcknowledgementMoves.Judge(delivery.Answer, given) switch
        {
            AcknowledgementMove.Refused => AlertAnswer.Conflict("NRS-S031"),
            AcknowledgementMove.Repeated when said.Length == 0 => AlertAnswer.Done(alert),
            _ => Keep(s, alert, delivery, given, said, account, means),
        };
    }

    private static AlertAnswer Keep(WriteSession s, Alert alert, Delivery delivery, AcknowledgementState given, string said, Guid account, string means)
    {
        bool isLate = delivery.AnswerBy < s.Now && delivery.Answer is null;
        (delivery.Answer, delivery.AnsweredAt, delivery.NeedsCall) = (given, s.Now, false);
        s.Add(new Acknowledgement { Id = s.NewId(), AlertId = alert.Id, DeliveryId = delivery.Id, OrganizationId = delivery.OrganizationId, Answer = given, Comment = said, Means = means, AccountId = account, IsLate = isLate, At = s.Now });
        s.Append(new AlertAcknowledged(alert.Id, delivery.Id, delivery.OrganizationId, AlertWords.Of(AlertWords.Answers, given), means, isLate), account);
        return AlertAnswer.Done(alert);
    }
}
