using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Npgsql;

namespace Noroshi.Server.Store;

/// <summary>Brings the schema up to this program, or refuses clearly when the schema is too new for it.</summary>
internal static class MigrationRunner
{
    internal static Version Program { get; } = typeof(MigrationRunner).Assembly.GetName().Version!;

    /// <exception cref="FaultException"><c>NRS-X012</c>: the schema needs a newer program; <c>NRS-X013</c>: the system's SQLite is too old; <c>NRS-X015</c>: this role of PostgreSQL may not change the schema.</exception>
    internal static async Task RunAsync(Database database, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        if (database.Engine is Engine.Sqlite)
        {
            await PrepareSqliteAsync(db, cancellationToken);
        }

        await RefuseNewerAsync(db, cancellationToken);
        await MigrateAsync(db, cancellationToken);
    }

    // EF locks its own table even when there is nothing to do, which the role that runs every day may not (deploy/grants.sql): so it is asked first.
    private static async Task MigrateAsync(NoroshiDb db, CancellationToken cancellationToken)
    {
        if (!(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            return;
        }

        try
        {
            await db.Database.MigrateAsync(cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new FaultException(new Fault("NRS-X015").With("role", new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()).Username ?? ""), e);
        }
    }

    private static async Task PrepareSqliteAsync(NoroshiDb db, CancellationToken cancellationToken)
    {
        string version = await db.Database.SqlQueryRaw<string>("SELECT sqlite_version() AS \"Value\"").SingleAsync(cancellationToken);
        if (Version.Parse(version) < SystemSqlite.OldestVersion)
        {
            throw new FaultException(new Fault("NRS-X013").With("found", version).With("needed", SystemSqlite.OldestVersion.ToString()));
        }

        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        // A kill during a migration leaves EF's lock row, on which Migrate would wait for ever. We hold the data folder, so nobody else migrates.
        if (await TableExistsAsync(db, "__EFMigrationsLock", cancellationToken))
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", cancellationToken);
        }
    }

    private static async Task RefuseNewerAsync(NoroshiDb db, CancellationToken cancellationToken)
    {
        if (!await TableExistsAsync(db, "store_fact", cancellationToken))
        {
            return;
        }

        string? oldest = await db.Set<StoreFact>().Where(f => f.Name == "oldest-program").Select(f => f.Value).SingleOrDefaultAsync(cancellationToken);
        if (oldest is not null && Version.Parse(oldest) > new Version(Program.Major, Program.Minor, Program.Build))
        {
            throw new FaultException(new Fault("NRS-X012").With("needed", oldest).With("program", Program.ToString(3)));
        }
    }

    private static async Task<bool> TableExistsAsync(NoroshiDb db, string table, CancellationToken cancellationToken)
    {
        string sql = db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal)
            ? "SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name = {0}"
            : "SELECT COUNT(*)::int AS \"Value\" FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = {0}";
        return await db.Database.SqlQueryRaw<int>(sql, table).SingleAsync(cancellationToken) > 0;
    }
}
