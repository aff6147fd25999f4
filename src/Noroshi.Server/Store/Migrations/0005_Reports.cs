using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Noroshi.Server.Store.Migrations;

/// <summary>Reports, what lies beside them, and the index by which they are found.</summary>
[DbContext(typeof(NoroshiDb))]
[Migration("0005_Reports")]
internal sealed class Reports0005 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Reports(migrationBuilder);
        Listings(migrationBuilder);
        Beside(migrationBuilder);
        Search(migrationBuilder, ActiveProvider?.EndsWith("Sqlite", StringComparison.Ordinal) ?? false);
    }

    private static void Reports(MigrationBuilder m)
    {
        m.CreateTable("report", t => new
        {
            id = t.Column<Guid>(nullable: false),
            number = t.Column<string>(nullable: false),
            organization_id = t.Column<Guid>(nullable: false),
            form = t.Column<string>(nullable: false),
            state = t.Column<string>(nullable: false),
            stage = t.Column<string>(nullable: false),
            version = t.Column<int>(nullable: false),
            created_at = t.Column<long>(nullable: false),
            updated_at = t.Column<long>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_report", x => x.id));
        m.CreateIndex("ix_report_number", "report", "number", unique: true);
        m.CreateTable("report_version", t => new
        {
            report_id = t.Column<Guid>(nullable: false),
            version = t.Column<int>(nullable: false),
            stage = t.Column<string>(nullable: false),
            document = t.Column<string>(nullable: false),
            salt = t.Column<byte[]>(nullable: false),
            commitment = t.Column<string>(nullable: false),
            author_id = t.Column<Guid>(nullable: false),
            at = t.Column<long>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_report_version", x => new { x.report_id, x.version }));
        m.CreateTable("report_fact", t => new
        {
            report_id = t.Column<Guid>(nullable: false),
            path = t.Column<string>(nullable: false),
            value = t.Column<string>(nullable: false),
            certainty = t.Column<string>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_report_fact", x => new { x.report_id, x.path, x.value }));
        m.CreateIndex("ix_report_fact_path", "report_fact", ["path", "value"]);
    }

    private static void Listings(MigrationBuilder m)
    {
        m.CreateTable("report_listing", t => new
        {
            organization_id = t.Column<Guid>(nullable: false),
            report_id = t.Column<Guid>(nullable: false),
            handling = t.Column<string>(nullable: false),
            handled_version = t.Column<int>(nullable: false),
            changed_at = t.Column<long>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_report_listing", x => new { x.organization_id, x.report_id }));
        m.CreateIndex("ix_report_listing_changed_at", "report_listing", ["organization_id", "changed_at", "report_id"]);
        m.CreateIndex("ix_report_listing_handling", "report_listing", ["organization_id", "handling", "changed_at", "report_id"]);
        m.CreateIndex("ix_report_listing_report_id", "report_listing", "report_id");
    }

    private static void Beside(MigrationBuilder m)
    {
        m.CreateTable("report_sent_before", t => new
        {
            account_id = t.Column<Guid>(nullable: false),
            key = t.Column<string>(nullable: false),
            request_hash = t.Column<string>(nullable: false),
            report_id = t.Column<Guid>(nullable: false),
            version = t.Column<int>(nullable: false),
            at = t.Column<long>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_report_sent_before", x => new { x.account_id, x.key }));
        m.CreateTable("report_read", t => new
        {
            account_id = t.Column<Guid>(nullable: false),
            report_id = t.Column<Guid>(nullable: false),
            hour = t.Column<long>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_report_read", x => new { x.account_id, x.report_id, x.hour }));
        m.CreateTable("report_draft", t => new
        {
            account_id = t.Column<Guid>(nullable: false),
            organization_id = t.Column<Guid>(nullable: false),
            key = t.Column<string>(nullable: false),
            fields = t.Column<string>(nullable: false),
            updated_at = t.Column<long>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_report_draft", x => new { x.account_id, x.organization_id, x.key }));
        m.CreateTable("report_attachment", t => new
        {
            id = t.Column<Guid>(nullable: false),
            report_id = t.Column<Guid>(nullable: false),
            author_id = t.Column<Guid>(nullable: false),
            at = t.Column<long>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_report_attachment", x => x.id));
        m.CreateIndex("ix_report_attachment_report_id", "report_attachment", "report_id");
    }

    // The tokens are the one thing the engines do differently: each has its own inverted index, and both are asked in the same words (Collect/Search/TokenIndex).
    private static void Search(MigrationBuilder m, bool isSqlite)
    {
        m.CreateTable("report_search", t => new
        {
            place = t.Column<long>(nullable: false),
            report_id = t.Column<Guid>(nullable: false),
            organizations = t.Column<string>(nullable: false),
            sectors = t.Column<string>(nullable: false),
            text = t.Column<string>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_report_search", x => x.place));
        m.CreateIndex("ix_report_search_report_id", "report_search", "report_id");
        if (isSqlite)
        {
            m.Sql("CREATE VIRTUAL TABLE report_token USING fts5(tokens, content='', columnsize=0, detail=none, tokenize=\"ascii\")");
        }
        else
        {
            m.Sql("CREATE TABLE report_token (place bigint PRIMARY KEY, tokens tsvector NOT NULL)");
            m.Sql("CREATE INDEX ix_report_token_tokens ON report_token USING gin (tokens) WITH (gin_pending_list_limit = 1024)");
            m.Sql("ALTER TABLE report_token ALTER COLUMN tokens SET STATISTICS 1000");
        }
    }
}
