using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Noroshi.Server.Store.Migrations;

/// <summary>The ledger, and what the store itself needs: jobs, keys, files, facts.</summary>
[DbContext(typeof(NoroshiDb))]
[Migration("0001_Ledger")]
internal sealed class Ledger0001 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Ledger(migrationBuilder);
        Reactions(migrationBuilder);
        Store(migrationBuilder);
        migrationBuilder.Sql("INSERT INTO ledger_head (id, size, frontier, epoch) VALUES (1, 0, '', 1)");
        migrationBuilder.Sql("INSERT INTO store_fact (name, value) VALUES ('oldest-program', '0.1.0')");
    }

    private static void Ledger(MigrationBuilder m)
    {
        m.CreateTable("ledger_entry", t => new
        {
            position = t.Column<long>(nullable: false),
            kind = t.Column<string>(nullable: false),
            subject = t.Column<Guid>(nullable: false),
            actor = t.Column<Guid>(nullable: false),
            at = t.Column<long>(nullable: false),
            canonical = t.Column<byte[]>(nullable: false),
            leaf = t.Column<byte[]>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_ledger_entry", x => x.position));
        m.CreateIndex("ix_ledger_entry_subject", "ledger_entry", ["subject", "position"]);
        m.CreateTable("ledger_head", t => new
        {
            id = t.Column<int>(nullable: false),
            size = t.Column<long>(nullable: false),
            frontier = t.Column<byte[]>(nullable: false),
            epoch = t.Column<int>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_ledger_head", x => x.id));
        m.CreateTable("ledger_tile", t => new
        {
            level = t.Column<int>(nullable: false),
            idx = t.Column<long>(nullable: false),
            hashes = t.Column<byte[]>(nullable: false),
            root = t.Column<byte[]>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_ledger_tile", x => new { x.level, x.idx }));
        m.CreateTable("ledger_signed_head", t => new
        {
            epoch = t.Column<int>(nullable: false),
            size = t.Column<long>(nullable: false),
            root = t.Column<byte[]>(nullable: false),
            at = t.Column<long>(nullable: false),
            note = t.Column<string>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_ledger_signed_head", x => new { x.epoch, x.size }));
        m.CreateTable("ledger_key", t => new
        {
            id = t.Column<string>(nullable: false),
            verifier = t.Column<string>(nullable: false),
            created_at = t.Column<long>(nullable: false),
            retired_at = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("pk_ledger_key", x => x.id));
    }

    private static void Reactions(MigrationBuilder m)
    {
        m.CreateTable("reaction_cursor", t => new
        {
            reaction = t.Column<string>(nullable: false),
            next = t.Column<long>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_reaction_cursor", x => x.reaction));
        m.CreateTable("parked_step", t => new
        {
            reaction = t.Column<string>(nullable: false),
            position = t.Column<long>(nullable: false),
            at = t.Column<long>(nullable: false),
            fault = t.Column<string>(nullable: false),
            resolved_at = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("pk_parked_step", x => new { x.reaction, x.position }));
        m.CreateTable("job", t => new
        {
            id = t.Column<Guid>(nullable: false),
            kind = t.Column<string>(nullable: false),
            subject = t.Column<Guid>(nullable: false),
            payload = t.Column<string>(nullable: false),
            due_at = t.Column<long>(nullable: false),
            leased_until = t.Column<long>(nullable: true),
            attempts = t.Column<int>(nullable: false),
            fault = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("pk_job", x => x.id));
        m.CreateIndex("ix_job_due_at", "job", ["due_at", "id"]);
    }

    private static void Store(MigrationBuilder m)
    {
        m.CreateTable("stored_key", t => new
        {
            name = t.Column<string>(nullable: false),
            bytes = t.Column<byte[]>(nullable: false),
            created_at = t.Column<long>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_stored_key", x => x.name));
        m.CreateTable("stored_file", t => new
        {
            id = t.Column<Guid>(nullable: false),
            hash = t.Column<string>(nullable: false),
            salt = t.Column<byte[]>(nullable: false),
            commitment = t.Column<string>(nullable: false),
            bytes = t.Column<long>(nullable: false),
            name = t.Column<string>(nullable: false),
            media_type = t.Column<string>(nullable: false),
            stored_at = t.Column<long>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_stored_file", x => x.id));
        m.CreateTable("store_fact", t => new
        {
            name = t.Column<string>(nullable: false),
            value = t.Column<string>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_store_fact", x => x.name));
    }
}
