using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Noroshi.Server.Store.Migrations;

/// <summary>
/// On PostgreSQL new tokens are sorted into the inverted index by a task of the server (<c>TidyTokens</c>), no longer by whichever insertion finds a mebibyte of them waiting: that one stood
/// still for up to 0.4 seconds, and all writing behind it, and sorting so few at a time costs twice the log. The limit stays for a server that does not come to it.
/// </summary>
/// <remarks>Only the index's owner may sort it, and the role that serves owns nothing: hence a function with the owner's right. Its body names the index itself, not a name to be looked up.</remarks>
[DbContext(typeof(NoroshiDb))]
[Migration("0013_TidyTokens")]
internal sealed class TidyTokens0013 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        if (ActiveProvider?.EndsWith("PostgreSQL", StringComparison.Ordinal) is true)
        {
            migrationBuilder.Sql("ALTER INDEX ix_report_token_tokens SET (gin_pending_list_limit = 8192)");
            migrationBuilder.Sql("CREATE OR REPLACE FUNCTION tidy_report_token() RETURNS bigint LANGUAGE sql SECURITY DEFINER RETURN gin_clean_pending_list('ix_report_token_tokens'::regclass)");
        }
    }
}
