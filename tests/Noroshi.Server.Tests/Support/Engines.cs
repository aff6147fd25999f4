namespace Noroshi.Server.Tests.Support;

/// <summary>The engines a store test runs on: <c>[Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]</c>. An engine that is not there shows as skipped.</summary>
public static class Engines
{
    internal const string Sqlite = "sqlite";
    internal const string Postgres = "postgres";

    public static IEnumerable<TheoryDataRow<string>> All =>
    [
        new(Sqlite),
        new(Postgres) { Skip = TestStore.PostgresServer is null ? "NOROSHI_TEST_POSTGRES is not set; ./test sets it" : null },
    ];
}
