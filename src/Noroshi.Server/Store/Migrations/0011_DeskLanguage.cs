using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Noroshi.Server.Store.Migrations;

/// <summary>In which language mail to a desk is written: <c>ja</c>, <c>en</c>, or null for both.</summary>
[DbContext(typeof(NoroshiDb))]
[Migration("0011_DeskLanguage")]
internal sealed class DeskLanguage0011 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<string>("language", "desk", nullable: true);
}
