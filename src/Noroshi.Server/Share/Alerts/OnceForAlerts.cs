using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;

namespace Noroshi.Server.Share.Alerts;

/// <summary>Commands on alerts that a client may send twice without doing them twice.</summary>
internal static class OnceForAlerts
{
    internal static Task<AlertAnswer> OnceAsync(this Writer writer, RequestKey? key, Func<WriteSession, CancellationToken, Task<AlertAnswer>> act, CancellationToken cancellationToken) => RequestKey.OnceAsync(
        writer,
        key,
        async (s, ct) => await act(s, ct) is var answer ? (answer, answer.Alert?.Id) : default,
        async (s, id, ct) => AlertAnswer.Done(await s.Db.Set<Alert>().AsNoTracking().SingleAsync(a => a.Id == id, ct)),
        fault => AlertAnswer.Refused(StatusCodes.Status422UnprocessableEntity, fault),
        cancellationToken);
}
