using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Noroshi.Server.Ledger;
using Noroshi.Server.Serve;
using Noroshi.Server.Store;
using Npgsql;

namespace Noroshi.Server.Tests.Support;

/// <summary>A fresh, migrated store of one engine with its writer running; gone when disposed. Cloned from a template made once, so that it costs milliseconds.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private static readonly Lazy<string> _root = new(MakeRoot);
    private static readonly Lazy<Task<string>> _sqliteTemplate = new(MakeSqliteTemplateAsync);
    private static readonly Lazy<Task<string>> _postgresTemplate = new(MakePostgresTemplateAsync);
    private readonly string _folder;

    private TestStore(StoreOptions options, TimeProvider clock)
    {
        _folder = options.DataFolder;
        Database = new Database(options);
        Signal = new LedgerSignal();
        Writer = new Writer(Database, clock, Signal, NullLogger<Writer>.Instance);
    }

    internal Database Database { get; }
    internal LedgerSignal Signal { get; }
    internal Writer Writer { get; }
    internal KeyRing Keys => new(Database, TimeProvider.System);

    /// <summary>A head signer that is not running by itself.</summary>
    internal HeadSigner NewSigner() => new(Database, Writer, Keys, Settings.Load(["--data", _folder], _ => null).Settings!, TimeProvider.System, NullLogger<HeadSigner>.Instance);

    internal NoroshiDb Read() => Database.CreateDbContext();

    internal static string? PostgresServer => Environment.GetEnvironmentVariable("NOROSHI_TEST_POSTGRES");

    internal static async Task<TestStore> CreateAsync(string engine, TimeProvider? clock = null, bool startWriter = true)
    {
        var store = new TestStore(await NewOptionsAsync(engine), clock ?? TimeProvider.System);
        if (startWriter)
        {
            await store.Writer.StartAsync(CancellationToken.None);
        }

        return store;
    }

    /// <summary>A store without a schema, as before the first start.</summary>
    internal static async Task<TestStore> CreateEmptyAsync(string engine)
    {
        string folder = NewFolder();
        if (engine == Engines.Sqlite)
        {
            return new(new StoreOptions(folder, null), TimeProvider.System);
        }

        string name = "n_" + Guid.NewGuid().ToString("N");
        await AdministerAsync($"CREATE DATABASE {name}");
        return new(new StoreOptions(folder, Address(name)), TimeProvider.System);
    }

    /// <summary>Options of a fresh migrated store, for tests that start a whole server on it.</summary>
    internal static async Task<StoreOptions> NewOptionsAsync(string engine)
    {
        string folder = NewFolder();
        if (engine == Engines.Sqlite)
        {
            File.Copy(await _sqliteTemplate.Value, Path.Combine(folder, "noroshi.db"));
            return new StoreOptions(folder, null);
        }

        return new StoreOptions(folder, await CloneAsync(await _postgresTemplate.Value));
    }

    private static string NewFolder()
    {
        string folder = Path.Combine(_root.Value, Guid.NewGuid().ToString("N"));
        DataFolder.MakePrivate(Path.Combine(folder, "keys"));
        DataFolder.MakePrivate(Path.Combine(folder, "files"));
        return folder;
    }

    // All folders of a run in one, which goes with the run: whole servers use theirs to the end.
    private static string MakeRoot()
    {
        string root = Directory.CreateTempSubdirectory("noroshi-tests-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            try
            {
                Directory.Delete(root, recursive: true);
            }
            catch (IOException)
            {
                // Something still writes there; the system's temporary folder is cleared some day.
            }
        };
        return root;
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        string folder = Path.Combine(_root.Value, "template");
        Directory.CreateDirectory(folder);
        var options = new StoreOptions(folder, null);
        await using (var database = new Database(options))
        {
            await MigrationRunner.RunAsync(database, CancellationToken.None);
        }

        SqliteConnection.ClearAllPools();
        return options.SqliteFile;
    }

    private static async Task<string> MakePostgresTemplateAsync()
    {
        string name = "t_" + Guid.NewGuid().ToString("N");
        await AdministerAsync($"CREATE DATABASE {name}");
        await using var database = new Database(new StoreOptions(Path.GetTempPath(), Address(name)));
        await MigrationRunner.RunAsync(database, CancellationToken.None);
        return name;
    }

    private static async Task<string> CloneAsync(string template)
    {
        string name = "n_" + Guid.NewGuid().ToString("N");
        // PostgreSQL copies a template only while nobody is connected to it.
        NpgsqlConnection.ClearAllPools();
        await AdministerAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        return Address(name);
    }

    private static string Address(string database) => new NpgsqlConnectionStringBuilder(PostgresServer) { Database = database, MaxPoolSize = 20 }.ConnectionString;

    private static async Task AdministerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(PostgresServer) { Pooling = false }.ConnectionString);
        await using NpgsqlCommand command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.StopAsync(CancellationToken.None);
        Writer.Dispose();
        await Database.DisposeAsync();
        if (Database.Engine is Engine.Postgres)
        {
            string name = new NpgsqlConnectionStringBuilder(Database.Options.Postgres).Database!;
            await AdministerAsync($"DROP DATABASE {name} WITH (FORCE)");
        }
        else
        {
            SqliteConnection.ClearAllPools();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
