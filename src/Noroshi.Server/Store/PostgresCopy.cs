using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Noroshi.Server.Store;

/// <summary>A PostgreSQL database out to files and back, by binary COPY in one snapshot: no client programs needed.</summary>
internal static class PostgresCopy
{
    private const string Columns = """
        SELECT table_name, string_agg(column_name, ',' ORDER BY ordinal_position) FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
        WHERE table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND table_name <> '__EFMigrationsHistory' AND c.is_generated = 'NEVER' GROUP BY table_name ORDER BY table_name
        """;

    internal static async Task<BackupManifest> OutAsync(Database database, string folder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        await using var connection = (NpgsqlConnection)await database.OpenAsync(cancellationToken);
        await using NpgsqlTransaction snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        Dictionary<string, string[]> tables = await TablesAsync(connection, cancellationToken);
        (long size, int epoch) = await HeadAsync(connection, cancellationToken);
        foreach ((string table, string[] columns) in tables)
        {
            await using Stream copy = await connection.BeginRawBinaryCopyAsync($"COPY \"{table}\" ({Quoted(columns)}) TO STDOUT (FORMAT BINARY)", cancellationToken);
            await using FileStream file = File.Create(Path.Combine(folder, table + ".copy"));
            await copy.CopyToAsync(file, cancellationToken);
        }

        string migration = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Last();
        return new(MigrationRunner.Program.ToString(3), "postgres", now, size, epoch, migration, tables);
    }

    /// <summary>Fills an empty database: its schema as of the backup first, then the rows; newer migrations run afterwards as at any start.</summary>
    internal static async Task InAsync(Database database, string folder, BackupManifest manifest, CancellationToken cancellationToken)
    {
        await using (NoroshiDb db = database.CreateDbContext())
        {
            await db.GetService<IMigrator>().MigrateAsync(manifest.Migration, cancellationToken);
        }

        await using var connection = (NpgsqlConnection)await database.OpenAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        string all = string.Join(", ", manifest.Tables.Keys.Select(t => $"\"{t}\""));
        await ExecuteAsync(connection, $"TRUNCATE {all}", cancellationToken);
        // Rows come table by table: references are checked at the end only.
        await ExecuteAsync(connection, "SET LOCAL session_replication_role = replica", cancellationToken);
        foreach ((string table, string[] columns) in manifest.Tables)
        {
            await using Stream copy = await connection.BeginRawBinaryCopyAsync($"COPY \"{table}\" ({Quoted(columns)}) FROM STDIN (FORMAT BINARY)", cancellationToken);
            await using FileStream file = File.OpenRead(Path.Combine(folder, table + ".copy"));
            await file.CopyToAsync(copy, cancellationToken);
        }

        await ResetSequencesAsync(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<Dictionary<string, string[]>> TablesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var tables = new Dictionary<string, string[]>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(Columns, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            tables[reader.GetString(0)] = reader.GetString(1).Split(',');
        }

        return tables;
    }

    private static async Task<(long Size, int Epoch)> HeadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT size, epoch FROM ledger_head", connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt32(1));
    }

    private static async Task ResetSequencesAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => await ExecuteAsync(connection, """
        DO $$ DECLARE r record; BEGIN
          FOR r IN SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES' LOOP
            EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, %L), coalesce((SELECT max(%I) FROM %I), 0) + 1, false)', quote_ident(r.table_name), r.column_name, r.column_name, r.table_name);
          END LOOP;
        END $$
        """, cancellationToken);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Quoted(string[] columns) => string.Join(", ", columns.Select(c => $"\"{c}\""));
}
