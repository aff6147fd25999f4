using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Collect.Search;
using Noroshi.Server.Ledger;
using Noroshi.Server.Store;

namespace Noroshi.Benchmarks.Load;

/// <summary>
/// Makes a store of thousands of submitted reports one of millions: every row of a report is copied under a new id, number and place, with its own ledger entry and search tokens.
/// The server must be stopped. What the server writes itself would take an hour; this takes minutes and leaves the same rows.
/// </summary>
internal sealed class Growth(Database database, Guid exceptOf)
{
    private const int Batch = 2000;
    private const long MillisecondsApart = 60_000;

    // CROSS JOIN, so that SQLite goes from the few to the many and not through the whole table each time.
    private static readonly string[] _copies =
    [
        "INSERT INTO report SELECT c.id, c.number, r.organization_id, r.form, r.state, r.stage, r.version, r.created_at - c.older, r.updated_at - c.older FROM copy c CROSS JOIN report r WHERE r.id = c.old",
        "INSERT INTO report_version SELECT c.id, v.version, v.stage, v.document, v.salt, v.commitment, v.author_id, v.at - c.older FROM copy c CROSS JOIN report_version v WHERE v.report_id = c.old",
        "INSERT INTO report_fact SELECT c.id, f.path, f.value, f.certainty FROM copy c CROSS JOIN report_fact f WHERE f.report_id = c.old",
        "INSERT INTO report_listing SELECT l.organization_id, c.id, l.handling, l.handled_version, l.changed_at - c.older FROM copy c CROSS JOIN report_listing l WHERE l.report_id = c.old",
        "INSERT INTO access_subject SELECT c.id, s.subject_kind, s.source_id, s.tlp, s.audience_sectors, s.audience_organizations, s.consents FROM copy c CROSS JOIN access_subject s WHERE s.subject_id = c.old",
        "INSERT INTO access_grant SELECT g.organization_id, c.id, g.subject_kind, g.view, g.fields, g.removed, g.rule_id, g.text_hash, g.granted_at - c.older FROM copy c CROSS JOIN access_grant g WHERE g.subject_id = c.old",
        "INSERT INTO report_search SELECT c.position * 1024 + s.place % 1024, c.id, s.organizations, s.sectors, s.text FROM copy c CROSS JOIN report_search s WHERE s.report_id = c.old",
    ];

    /// <summary>Copies until there are so many reports.</summary>
    internal async Task ToAsync(int reports, TextWriter to)
    {
        await using var db = database.CreateDbContext();
        var have = await db.Set<Report>().CountAsync();
        var sources = await db.Set<Report>().Where(r => r.OrganizationId != exceptOf && r.Version == 1).OrderBy(r => r.Id).Select(r => r.Id).Take(50_000).ToArrayAsync();
        await using var connection = await database.OpenAsync(CancellationToken.None);
        // Nothing but the benchmark is lost if this breaks off; and what a batch touches fits into the memory.
        if (database.Engine is Engine.Sqlite) { await RunAsync(connection, null, "PRAGMA synchronous=OFF; PRAGMA cache_size=-1000000"); }
        var clock = Stopwatch.StartNew();
        // A store with fewer reports than a batch has brings only as many at a time.
        var batch = Math.Clamp(sources.Length, 1, Batch);
        for (var made = have; made < reports; made += batch)
        {
            var from = (made - have) % Math.Max(1, sources.Length - batch);
            await CopyAsync(connection, sources.AsMemory(from, Math.Min(batch, reports - made)), MillisecondsApart * (made + batch - have));
            if (made / 50_000 != (made + batch) / 50_000) { await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {made + batch:N0} reports, {clock.Elapsed.TotalSeconds:F0} s")); }
        }
        await RunAsync(connection, null, database.Engine is Engine.Sqlite ? "PRAGMA optimize" : "ANALYZE");
    }

    private async Task CopyAsync(DbConnection connection, ReadOnlyMemory<Guid> sources, long older)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using var db = database.On(connection);
        await db.Database.UseTransactionAsync(transaction);
        var rows = new RowInserter(db, connection);
        var entries = await EntriesAsync(db, sources, older);
        await LedgerAppender.AppendAsync(db, rows, database.Engine, [.. entries.Select(e => e.Entry)]);
        await FillAsync(connection, transaction, entries, older);
        foreach (var copy in _copies) { await RunAsync(connection, transaction, copy); }
        await TokensAsync(db, rows);
        await RunAsync(connection, transaction, "UPDATE reaction_cursor SET next = (SELECT size FROM ledger_head)");
        await RunAsync(connection, transaction, "DROP TABLE copy");
        await transaction.CommitAsync();
    }

    private static async Task<List<(Guid Old, PendingEntry Entry)>> EntriesAsync(NoroshiDb db, ReadOnlyMemory<Guid> sources, long older)
    {
        var ids = sources.ToArray();
        var kept = await db.Set<ReportVersion>().AsNoTracking().Where(v => ids.Contains(v.ReportId) && v.Version == 1)
            .Join(db.Set<Report>(), v => v.ReportId, r => r.Id, (v, r) => new { v.ReportId, v.Commitment, v.Stage, v.AuthorId, v.At, r.OrganizationId }).ToListAsync();
        var form = new string('0', 64);
        return [.. kept.Select(v => (v.ReportId, PendingEntry.Of(new ReportReceived(Guid.CreateVersion7(v.At.AddMilliseconds(-older)), v.OrganizationId, form, v.Stage, 1, new Commitment(v.Commitment)), v.AuthorId, v.At)))];
    }

    private async Task FillAsync(DbConnection connection, DbTransaction transaction, List<(Guid Old, PendingEntry Entry)> entries, long older)
    {
        var id = database.Engine is Engine.Sqlite ? "text" : "uuid";
        await RunAsync(connection, transaction, $"CREATE TEMP TABLE copy (old {id} PRIMARY KEY, id {id}, number text, position bigint, older bigint)");
        foreach (var (old, entry) in entries)
        {
            var number = SpeakableNumber.New(SpeakableNumber.Report, entry.At.AddYears(-1 - (int)(older / MillisecondsApart / 200_000)), Digits(entry.Position)).Text;
            await RunAsync(connection, transaction, "INSERT INTO copy VALUES (@p0, @p1, @p2, @p3, @p4)", old, entry.Record.Subject, number, entry.Position, older);
        }
    }

    // Not drawn: a million drawn numbers would meet, and here nobody draws again.
    private static byte[] Digits(long position) => [.. Enumerable.Range(0, SpeakableNumber.RandomBytes).Select(i => (byte)((position >> (5 * i)) & 31))];

    // PostgreSQL keeps the tokens and copies them; SQLite's index keeps none, so they are made again.
    private async Task TokensAsync(NoroshiDb db, RowInserter rows)
    {
        if (database.Engine is Engine.Postgres)
        {
            await db.Database.ExecuteSqlRawAsync("INSERT INTO report_token SELECT c.position * 1024 + s.place % 1024, t.tokens FROM copy c JOIN report_search s ON s.report_id = c.old JOIN report_token t ON t.place = s.place");
            return;
        }
        var session = new WriteSession(db, rows, Engine.Sqlite, DateTimeOffset.UnixEpoch);
        var views = await db.Set<SearchEntry>().FromSqlRaw("SELECT s.* FROM copy c CROSS JOIN report_search s WHERE s.report_id = c.id").AsNoTracking().ToListAsync();
        await TokenIndex.AddAsync(session, [.. views.OrderBy(v => v.Place)], CancellationToken.None);
    }

    private static async Task RunAsync(DbConnection connection, DbTransaction? transaction, string sql, params object[] values)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (sql, transaction, 600);
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{i}", values[i]);
            command.Parameters.Add(parameter);
        }
        await command.ExecuteNonQueryAsync();
    }
}
