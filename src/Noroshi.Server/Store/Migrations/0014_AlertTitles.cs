using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Noroshi.Server.Store.Migrations;

/// <summary>An alert's title in English beside the one in Japanese, for lists in the reader's language. Alerts that are there take it from what they say.</summary>
[DbContext(typeof(NoroshiDb))]
[Migration("0014_AlertTitles")]
internal sealed class AlertTitles0014 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("title_en", "alert", nullable: true);
        string title = ActiveProvider?.EndsWith("PostgreSQL", StringComparison.Ordinal) is true ? "v.document::jsonb #>> '{bodies,en,title}'" : "json_extract(v.document, '$.bodies.en.title')";
        migrationBuilder.Sql($"UPDATE alert SET title_en = (SELECT {title} FROM alert_version v WHERE v.alert_id = alert.id AND v.version = alert.version)");
    }
}
