using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Noroshi.Server.Store.Migrations;

/// <summary>Who sees what, and what was known when that was decided.</summary>
[DbContext(typeof(NoroshiDb))]
[Migration("0004_Grants")]
internal sealed class Grants0004 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("access_grant", t => new
        {
            organization_id = t.Column<Guid>(nullable: false),
            subject_id = t.Column<Guid>(nullable: false),
            subject_kind = t.Column<string>(nullable: false),
            view = t.Column<string>(nullable: false),
            fields = t.Column<string>(nullable: false),
            removed = t.Column<string>(nullable: false),
            rule_id = t.Column<string>(nullable: false),
            text_hash = t.Column<string>(nullable: false),
            granted_at = t.Column<long>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_access_grant", x => new { x.organization_id, x.subject_id }));
        migrationBuilder.CreateIndex("ix_access_grant_subject_id", "access_grant", "subject_id");
        migrationBuilder.CreateTable("access_subject", t => new
        {
            subject_id = t.Column<Guid>(nullable: false),
            subject_kind = t.Column<string>(nullable: false),
            source_id = t.Column<Guid>(nullable: false),
            tlp = t.Column<string>(nullable: false),
            audience_sectors = t.Column<string>(nullable: false),
            audience_organizations = t.Column<string>(nullable: false),
            consents = t.Column<string>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_access_subject", x => x.subject_id));
    }
}
