using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Noroshi.Server.Store.Migrations;

/// <summary>Organisations, their sectors, desks and means, and the routes between them.</summary>
[DbContext(typeof(NoroshiDb))]
[Migration("0003_Network")]
internal sealed class Network0003 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Organizations(migrationBuilder);
        Desks(migrationBuilder);
        migrationBuilder.CreateTable("route", t => new
        {
            from_id = t.Column<Guid>(nullable: false),
            to_id = t.Column<Guid>(nullable: false),
            direction = t.Column<string>(nullable: false),
            mode = t.Column<string>(nullable: false),
            position = t.Column<int>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_route", x => new { x.from_id, x.to_id, x.direction }));
    }

    private static void Organizations(MigrationBuilder m)
    {
        m.CreateTable("organization", t => new
        {
            id = t.Column<Guid>(nullable: false),
            key = t.Column<string>(nullable: false),
            kind = t.Column<string>(nullable: false),
            name_ja = t.Column<string>(nullable: false),
            name_en = t.Column<string>(nullable: false),
            position = t.Column<int>(nullable: false),
            registered_at = t.Column<long>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_organization", x => x.id));
        m.CreateIndex("ix_organization_key", "organization", "key", unique: true);
        m.CreateTable("organization_sector", t => new
        {
            organization_id = t.Column<Guid>(nullable: false),
            position = t.Column<int>(nullable: false),
            sector = t.Column<string>(nullable: false),
            from_day = t.Column<string>(nullable: true),
            until_day = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("pk_organization_sector", x => new { x.organization_id, x.position }));
        m.CreateIndex("ix_organization_sector_sector", "organization_sector", "sector");
    }

    private static void Desks(MigrationBuilder m)
    {
        m.CreateTable("desk", t => new
        {
            organization_id = t.Column<Guid>(nullable: false),
            key = t.Column<string>(nullable: false),
            position = t.Column<int>(nullable: false),
            name_ja = t.Column<string>(nullable: false),
            name_en = t.Column<string>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_desk", x => new { x.organization_id, x.key }));
        m.CreateTable("channel", t => new
        {
            organization_id = t.Column<Guid>(nullable: false),
            desk = t.Column<string>(nullable: false),
            position = t.Column<int>(nullable: false),
            kind = t.Column<string>(nullable: false),
            address = t.Column<string>(nullable: false),
            hours = t.Column<string>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_channel", x => new { x.organization_id, x.desk, x.position }));
    }
}
