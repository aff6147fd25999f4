using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Noroshi.Server.Store;

/// <summary>Opens the database of the options: contexts for reading, one connection at a time for the writer. Thread-safe.</summary>
internal sealed class Database : IDbContextFactory<NoroshiDb>, IAsyncDisposable
{
    private readonly NpgsqlDataSource? _postgres;
    // Making a context costs more than a small query, so they are reset and used again.
    private readonly PooledDbContextFactory<NoroshiDb> _reading;
    private readonly string _sqliteConnectionString;

    private const int KeptContexts = 128;

    internal Database(StoreOptions options)
    {
        Options = options;
        _sqliteConnectionString = new SqliteConnectionStringBuilder { DataSource = options.SqliteFile, DefaultTimeout = 30 }.ConnectionString;
        if (options.Postgres is { } address)
        {
            var builder = new NpgsqlDataSourceBuilder(PostgresAddress.ToConnectionString(address));
            builder.ConnectionStringBuilder.ApplicationName = "noroshi";
            builder.ConnectionStringBuilder.Timeout = 5;
            builder.ConnectionStringBuilder.CommandTimeout = 30;
            // What is asked again and again is parsed and planned once for each connection.
            builder.ConnectionStringBuilder.MaxAutoPrepare = 200;
            builder.ConnectionStringBuilder.AutoPrepareMinUsages = 3;
            // Nothing here sets anything for a session, and putting it all back costs seven statements for each connection taken out of the pool.
            builder.ConnectionStringBuilder.NoResetOnClose = true;
            // Planning a query anew for each request took longer than running it. Where a plan depends on a value, the value is written into the statement (TokenIndex). Compiling plans, and dividing them
            // among workers, pays only for reports over everything: of a list's thirty rows, most of the time went into starting workers.
            builder.ConnectionStringBuilder.Options = $"{builder.ConnectionStringBuilder.Options} -c plan_cache_mode=force_generic_plan -c jit=off -c max_parallel_workers_per_gather=0".Trim();
            _postgres = builder.Build();
        }

        var read = Common(new DbContextOptionsBuilder<NoroshiDb>());
        read.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        _reading = new((DbContextOptions<NoroshiDb>)(_postgres is null ? read.UseSqlite(_sqliteConnectionString, ListsAsOneParameter) : read.UseNpgsql(_postgres, ListsAsOneParameter)).Options, KeptContexts);
    }

    internal StoreOptions Options { get; }

    internal Engine Engine => Options.Engine;

    /// <summary>A context for reading; does not track.</summary>
    public NoroshiDb CreateDbContext() => _reading.CreateDbContext();

    /// <summary>An open connection of its own.</summary>
    internal async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        DbConnection connection = _postgres is null ? new SqliteConnection(_sqliteConnectionString) : _postgres.CreateConnection();
        try
        {
            await connection.OpenAsync(cancellationToken);
            if (Engine is Engine.Sqlite)
            {
                await SqlitePragmas.ApplyAsync(connection, cancellationToken);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A tracking context on a connection the caller owns, which sets its own savepoints.</summary>
    internal NoroshiDb On(DbConnection connection, params IInterceptor[] interceptors)
    {
        var builder = Common(new DbContextOptionsBuilder<NoroshiDb>()).AddInterceptors(interceptors);
        var db = new NoroshiDb((DbContextOptions<NoroshiDb>)(Engine is Engine.Sqlite ? builder.UseSqlite(connection, ListsAsOneParameter) : builder.UseNpgsql(connection, ListsAsOneParameter)).Options);
        db.Database.AutoSavepointsEnabled = false;
        return db;
    }

    // One parameter for each element makes another statement for each length, written and compiled anew.
    private static void ListsAsOneParameter<TBuilder, TExtension>(RelationalDbContextOptionsBuilder<TBuilder, TExtension> options)
        where TBuilder : RelationalDbContextOptionsBuilder<TBuilder, TExtension>
        where TExtension : RelationalOptionsExtension, new() => options.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);

    private static DbContextOptionsBuilder Common(DbContextOptionsBuilder builder) => builder
        .AddInterceptors(SqlitePragmas.Instance)
        .ReplaceService<IMigrationsIdGenerator, NumberedMigrationIds>()
        // Migrations are written by hand; a test holds model and schema equal instead of EF's snapshot.
        .ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning, RelationalEventId.MigrationsNotFound));

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
    }
}
