using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Noroshi.Server.Store.Migrations;

/// <summary>
/// On PostgreSQL the tokens of a search entry lie in its row. Kept aside, each was fetched through an index of its own, which the planner does not count: among a million reports it walked all of them
/// for a word that none has, ten seconds long, instead of asking the inverted index. SQLite keeps no tokens.
/// </summary>
[DbContext(typeof(NoroshiDb))]
[Migration("0012_TokensInline")]
internal sealed class TokensInline0012 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        if (ActiveProvider?.EndsWith("PostgreSQL", StringComparison.Ordinal) is true)
        {
            // The second part changes nothing but writes every row anew; with a million reports it takes some minutes.
            migrationBuilder.Sql("ALTER TABLE report_token ALTER COLUMN tokens SET STORAGE MAIN, ALTER COLUMN tokens TYPE tsvector USING tokens || ''::tsvector");
            migrationBuilder.Sql("ANALYZE report_token");
        }
    }
}
