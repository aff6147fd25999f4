using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Noroshi.Server.Store.Migrations;

/// <summary>The content texts ever used, by hash.</summary>
[DbContext(typeof(NoroshiDb))]
[Migration("0007_ContentTexts")]
internal sealed class ContentTexts0007 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable("content_text", t => new
    {
        hash = t.Column<string>(nullable: false),
        path = t.Column<string>(nullable: false),
        is_site = t.Column<bool>(nullable: false),
        bytes = t.Column<byte[]>(nullable: false),
        first_used_at = t.Column<long>(nullable: false),
    }, constraints: t => t.PrimaryKey("pk_content_text", x => x.hash));
}
