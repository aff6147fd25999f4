using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Noroshi.Server.Store.Migrations;

/// <summary>Which other organisation holds which head of the ledger.</summary>
[DbContext(typeof(NoroshiDb))]
[Migration("0008_HeadWitnesses")]
internal sealed class HeadWitnesses0008 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("head_witness", t => new
        {
            id = t.Column<Guid>(nullable: false),
            day = t.Column<string>(nullable: false),
            organization_id = t.Column<Guid>(nullable: false),
            epoch = t.Column<int>(nullable: false),
            size = t.Column<long>(nullable: false),
            root = t.Column<string>(nullable: false),
            note = t.Column<string>(nullable: false),
            created_at = t.Column<long>(nullable: false),
            state = t.Column<string>(nullable: false),
            attempts = t.Column<int>(nullable: false),
            refused = t.Column<int>(nullable: false),
            address = t.Column<string>(nullable: false),
            code = t.Column<int>(nullable: false),
            reason = t.Column<string>(nullable: false),
            sent_at = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("pk_head_witness", x => x.id));
        migrationBuilder.CreateIndex("ix_head_witness_day", "head_witness", ["day", "organization_id"], unique: true);
    }
}
