using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Noroshi.Server.Store.Migrations;

/// <summary>When an organisation, or what an account is in one, last changed. Null in rows of a former program: since they were made.</summary>
[DbContext(typeof(NoroshiDb))]
[Migration("0010_ListedChanges")]
internal sealed class ListedChanges0010 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>("changed_at", "organization", nullable: true);
        migrationBuilder.AddColumn<long>("changed_at", "membership", nullable: true);
    }
}
