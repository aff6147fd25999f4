using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Noroshi.Server.Store.Migrations;

/// <summary>Which draft it is among those of one place, what was found, and how grave that is. Drafts that are there begin when they were last changed; of those made of findings one that says there is damage counts as grave.</summary>
[DbContext(typeof(NoroshiDb))]
[Migration("0015_FoundDrafts")]
internal sealed class FoundDrafts0015 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>("begun_at", "report_draft", nullable: false, defaultValue: 0L);
        migrationBuilder.AddColumn<string>("found", "report_draft", nullable: true);
        migrationBuilder.AddColumn<int>("gravity", "report_draft", nullable: false, defaultValue: 0);
        migrationBuilder.Sql("UPDATE report_draft SET begun_at = updated_at");
        migrationBuilder.Sql("""UPDATE report_draft SET gravity = 30 WHERE key LIKE 'found-%' AND fields LIKE '%"facts.incident.classification":["damage"]%'""");
    }
}
