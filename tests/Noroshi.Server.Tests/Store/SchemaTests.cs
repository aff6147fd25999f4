using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Support;

namespace Noroshi.Server.Tests.Store;

public sealed class SchemaTests
{
    // The search index is each engine's own and stands outside the model.
    private const string SqliteColumns = """
        SELECT m.name || '.' || c.name || ' ' || c.type || CASE WHEN c."notnull" OR c.pk THEN ' not null' ELSE '' END || CASE WHEN c.pk THEN ' pk' || c.pk ELSE '' END AS "Value"
        FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '\_\_EF%' ESCAPE '\' AND m.name NOT LIKE 'report\_token%' ESCAPE '\'
        """;

    private const string SqliteIndexes = """
        SELECT m.tbl_name || ' ' || m.name || ' ' || l."unique" || ' ' || (SELECT group_concat(name) FROM pragma_index_info(m.name)) AS "Value"
        FROM sqlite_master m JOIN pragma_index_list(m.tbl_name) l ON l.name = m.name WHERE m.type = 'index' AND m.name NOT LIKE 'sqlite_%'
        """;

    private const string PostgresColumns = """
        SELECT table_name || '.' || column_name || ' ' || data_type || CASE WHEN is_nullable = 'NO' THEN ' not null' ELSE '' END AS "Value"
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\_\_EF%' AND table_name NOT LIKE 'report\_token%' ESCAPE '\'
        """;

    private const string PostgresIndexes = """
        SELECT tablename || ' ' || indexname || ' ' || regexp_replace(indexdef, '^.* USING ', CASE WHEN indexdef LIKE 'CREATE UNIQUE%' THEN 'unique ' ELSE '' END) AS "Value"
        FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT ILIKE 'pk\_%' AND tablename NOT LIKE '\_\_EF%' AND tablename NOT LIKE 'report\_token%' ESCAPE '\'
        """;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Migrations_MakeTheSchemaOfTheModel(string engine)
    {
        await using TestStore migrated = await TestStore.CreateAsync(engine, startWriter: false);
        await using TestStore modelled = await TestStore.CreateEmptyAsync(engine);
        await using NoroshiDb byMigration = migrated.Read();
        await using NoroshiDb byModel = modelled.Read();
        await byModel.Database.EnsureCreatedAsync(CancellationToken.None);

        Assert.Equal(await DescribeAsync(byModel, engine), await DescribeAsync(byMigration, engine));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Run_SchemaNeedsANewerProgram_RefusesAndChangesNothing(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine, startWriter: false);
        await using NoroshiDb db = store.Read();
        await db.Database.ExecuteSqlRawAsync("UPDATE store_fact SET value = '99.0.0' WHERE name = 'oldest-program'", CancellationToken.None);

        FaultException e = await Assert.ThrowsAsync<FaultException>(() => MigrationRunner.RunAsync(store.Database, CancellationToken.None));

        Fault fault = Assert.Single(e.Faults);
        Assert.Equal("NRS-X012", fault.Code);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Run_Twice_ChangesNothing(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine, startWriter: false);
        await using NoroshiDb db = store.Read();
        string before = await DescribeAsync(db, engine);

        await MigrationRunner.RunAsync(store.Database, CancellationToken.None);

        Assert.Equal(before, await DescribeAsync(db, engine));
    }

    private static async Task<string> DescribeAsync(NoroshiDb db, string engine)
    {
        (string columns, string indexes) = engine == Engines.Sqlite ? (SqliteColumns, SqliteIndexes) : (PostgresColumns, PostgresIndexes);
        List<string> lines = await db.Database.SqlQueryRaw<string>(columns).ToListAsync(CancellationToken.None);
        lines.AddRange(await db.Database.SqlQueryRaw<string>(indexes).ToListAsync(CancellationToken.None));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }
}
