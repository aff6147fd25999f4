using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Noroshi.Server.Store.Migrations;

/// <summary>Idempotency keys of everything but reports, which have their own.</summary>
[DbContext(typeof(NoroshiDb))]
[Migration("0009_SentKeys")]
internal sealed class SentKeys0009 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable("sent_key", t => new
    {
        account_id = t.Column<Guid>(nullable: false),
        key = t.Column<string>(nullable: false),
        request_hash = t.Column<string>(nullable: false),
        subject = t.Column<Guid>(nullable: false),
        at = t.Column<long>(nullable: false),
    }, constraints: t => t.PrimaryKey("pk_sent_key", x => new { x.account_id, x.key }));
}
