using System.Formats.Tar;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Noroshi.Server.Store;

/// <summary>
/// One file with everything, made while the server runs: a snapshot of the database, then the files (all that the snapshot names are there by then), then the keys.
/// It holds the keys, so it is as secret as the data folder; mode 0600.
/// </summary>
internal static class Backup
{
    internal static async Task<BackupManifest> MakeAsync(Database database, string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string work = path + ".part";
        string folder = Directory.CreateTempSubdirectory("noroshi-backup-").FullName;
        try
        {
            BackupManifest manifest = database.Engine is Engine.Sqlite
                ? await SnapshotSqliteAsync(database, folder, now, cancellationToken)
                : await PostgresCopy.OutAsync(database, folder, now, cancellationToken);
            await WriteAsync(work, manifest, folder, database.Options, cancellationToken);
            File.Move(work, path, overwrite: false);
            return manifest;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            File.Delete(work);
        }
    }

    private static async Task<BackupManifest> SnapshotSqliteAsync(Database database, string folder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        string file = Path.Combine(folder, "noroshi.db");
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {file}", cancellationToken);
        await using var snapshot = new Database(new StoreOptions(folder, null));
        await using NoroshiDb copy = snapshot.CreateDbContext();
        Ledger.LedgerHead head = await copy.LedgerHeads.SingleAsync(cancellationToken);
        string migration = (await copy.Database.GetAppliedMigrationsAsync(cancellationToken)).Last();
        await copy.Database.CloseConnectionAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return new(MigrationRunner.Program.ToString(3), "sqlite", now, head.Size, head.Epoch, migration, new Dictionary<string, string[]>());
    }

    private static async Task WriteAsync(string path, BackupManifest manifest, string folder, StoreOptions options, CancellationToken cancellationToken)
    {
        var mode = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            mode.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var stream = new FileStream(path, mode);
        await using (var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            using var first = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest));
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, BackupManifest.Name) { DataStream = first }, cancellationToken);
            await AddAsync(tar, folder, "database", cancellationToken);
            await AddAsync(tar, options.FilesFolder, "files", cancellationToken);
            await AddAsync(tar, options.KeysFolder, "keys", cancellationToken);
        }

        await stream.FlushAsync(cancellationToken);
        RandomAccess.FlushToDisk(stream.SafeFileHandle);
    }

    private static async Task AddAsync(TarWriter tar, string folder, string under, CancellationToken cancellationToken)
    {
        foreach (string file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [])
        {
            string name = Path.GetFileName(file);
            // Half-received uploads belong to no row; SQLite's side files belong to the snapshot's own connection.
            if (!name.StartsWith("incoming-", StringComparison.Ordinal) && !name.EndsWith("-wal", StringComparison.Ordinal) && !name.EndsWith("-shm", StringComparison.Ordinal))
            {
                await tar.WriteEntryAsync(file, under + "/" + Path.GetRelativePath(folder, file).Replace('\\', '/'), cancellationToken);
            }
        }
    }
}
