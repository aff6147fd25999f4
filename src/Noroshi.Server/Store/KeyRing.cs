using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Noroshi.Server.Store;

/// <summary>Secret keys by name: files of mode 0600 in the data folder, or a table on PostgreSQL where several servers share them. Never logged, never in a backup without being said.</summary>
internal sealed class KeyRing(Database database, TimeProvider clock)
{
    /// <summary>The key of a name, made by <paramref name="make"/> when there is none yet. Two servers racing get the same key.</summary>
    internal async Task<byte[]> GetOrCreateAsync(string name, Func<byte[]> make, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is { } found)
        {
            return found;
        }

        byte[] made = make();
        await PutAsync(name, made, cancellationToken);
        return await FindAsync(name, cancellationToken) ?? made;
    }

    internal async Task<byte[]?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (database.Engine is Engine.Sqlite)
        {
            string path = PathOf(name);
            return File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : null;
        }

        await using NoroshiDb db = database.CreateDbContext();
        return await db.StoredKeys.Where(k => k.Name == name).Select(k => k.Bytes).SingleOrDefaultAsync(cancellationToken);
    }

    internal async Task PutAsync(string name, byte[] bytes, CancellationToken cancellationToken)
    {
        if (database.Engine is Engine.Sqlite)
        {
            await PutFileAsync(PathOf(name), bytes, cancellationToken);
            return;
        }

        // Not through the Writer: keys are needed before it runs, and the first writer of a name wins.
        await using NoroshiDb db = database.CreateDbContext();
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await db.Database.ExecuteSqlAsync($"INSERT INTO stored_key (name, bytes, created_at) VALUES ({name}, {bytes}, {now}) ON CONFLICT (name) DO NOTHING", cancellationToken);
    }

    // Written beside, flushed, then renamed: a crash leaves either no key or the whole key.
    private static async Task PutFileAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        string beside = path + "." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var stream = new FileStream(beside, options))
        {
            await stream.WriteAsync(bytes, cancellationToken);
            await stream.FlushAsync(cancellationToken);
            RandomAccess.FlushToDisk(stream.SafeFileHandle);
        }

        File.Move(beside, path, overwrite: false);
    }

    private string PathOf(string name) => Path.Combine(database.Options.KeysFolder, name);
}
