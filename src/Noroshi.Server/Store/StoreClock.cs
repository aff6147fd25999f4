using Microsoft.EntityFrameworkCore;

namespace Noroshi.Server.Store;

/// <summary>The instant leases are measured by: the database's on PostgreSQL, where several servers with different clocks share jobs; the server's own on SQLite.</summary>
internal static class StoreClock
{
    internal static async Task<DateTimeOffset> NowAsync(WriteSession session, CancellationToken cancellationToken) =>
        session.Engine is Engine.Sqlite
            ? session.Now
            : DateTimeOffset.FromUnixTimeMilliseconds(await session.Db.Database
                .SqlQueryRaw<long>("SELECT (extract(epoch from clock_timestamp()) * 1000)::bigint AS \"Value\"").SingleAsync(cancellationToken));
}
