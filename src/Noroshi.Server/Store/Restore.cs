using System.Formats.Tar;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Ledger;

namespace Noroshi.Server.Store;

/// <summary>Puts a backup into an empty data folder (and database), and opens a new epoch of the ledger.</summary>
internal static class Restore
{
    /// <returns>The backup's manifest: receipts of its epoch at or beyond its ledger size lie beyond the restore.</returns>
    /// <exception cref="FaultException"><c>NRS-X020</c>: not empty; <c>NRS-X021</c>: not a backup of ours; <c>NRS-X022</c>: the other engine.</exception>
    internal static async Task<BackupManifest> FromAsync(string path, Database database, TimeProvider clock, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("noroshi-restore-").FullName;
        try
        {
            await RefuseUsedAsync(database, cancellationToken);
            BackupManifest manifest = await UnpackAsync(path, folder, database.Options, cancellationToken);
            string engine = database.Engine is Engine.Sqlite ? "sqlite" : "postgres";
            if (manifest.Engine != engine)
            {
                throw new FaultException(new Fault("NRS-X022").With("found", manifest.Engine).With("wanted", engine));
            }

            if (database.Engine is Engine.Sqlite)
            {
                File.Move(Path.Combine(folder, "noroshi.db"), database.Options.SqliteFile);
            }
            else
            {
                await PostgresCopy.InAsync(database, folder, manifest, cancellationToken);
            }

            await MigrationRunner.RunAsync(database, cancellationToken);
            await OpenEpochAsync(database, manifest, clock, cancellationToken);
            return manifest;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RefuseUsedAsync(Database database, CancellationToken cancellationToken)
    {
        bool used = database.Engine is Engine.Sqlite
            ? File.Exists(database.Options.SqliteFile)
            : await HasTablesAsync(database, cancellationToken);
        if (used || Directory.EnumerateFiles(database.Options.KeysFolder).Any())
        {
            throw new FaultException(new Fault("NRS-X020").With("folder", database.Options.DataFolder));
        }
    }

    private static async Task<bool> HasTablesAsync(Database database, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        return (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Any();
    }

    // Names inside the archive are ours alone: anything that would leave its folder is refused, not followed.
    private static async Task<BackupManifest> UnpackAsync(string path, string folder, StoreOptions options, CancellationToken cancellationToken)
    {
        BackupManifest? manifest = null;
        try
        {
            await using FileStream stream = File.OpenRead(path);
            await using var tar = new TarReader(stream);
            while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                if (entry.Name == BackupManifest.Name && entry.DataStream is { } first)
                {
                    manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(first, cancellationToken: cancellationToken);
                }
                else if (Target(entry.Name, folder, options) is { } target && manifest is not null)
                {
                    DataFolder.MakePrivate(Path.GetDirectoryName(target)!);
                    await entry.ExtractToFileAsync(target, overwrite: false, cancellationToken);
                }
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException or JsonException or UnauthorizedAccessException)
        {
            throw new FaultException(new Fault("NRS-X021").With("file", path).With("reason", e.GetType().Name), e);
        }

        return manifest ?? throw new FaultException(new Fault("NRS-X021").With("file", path).With("reason", BackupManifest.Name));
    }

    private static string? Target(string name, string folder, StoreOptions options)
    {
        string[] parts = name.Split('/');
        if (parts.Length < 2 || parts.Any(p => p is "" or "." or ".." || p.Contains('\\', StringComparison.Ordinal)))
        {
            return null;
        }

        string rest = Path.Combine(parts[1..]);
        return parts[0] switch
        {
            "database" => Path.Combine(folder, rest),
            "files" => Path.Combine(options.FilesFolder, rest),
            "keys" => Path.Combine(options.KeysFolder, rest),
            _ => null,
        };
    }

    private static async Task OpenEpochAsync(Database database, BackupManifest manifest, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var writer = new Writer(database, clock, new LedgerSignal(), NullLogger<Writer>.Instance);
        await writer.StartAsync(cancellationToken);
        await writer.WriteAsync(async (session, token) =>
        {
            await session.Db.LedgerHeads.ExecuteUpdateAsync(s => s.SetProperty(h => h.Epoch, manifest.Epoch + 1), token);
            session.Append(new LedgerRestored(manifest.Epoch + 1, manifest.LedgerSize, session.NewId()), Guid.Empty);
        }, cancellationToken);
        await writer.StopAsync(cancellationToken);
    }
}
