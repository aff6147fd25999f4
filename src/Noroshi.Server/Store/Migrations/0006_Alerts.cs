using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Noroshi.Server.Store.Migrations;

/// <summary>Alerts, their deliveries, and what recipients answer.</summary>
[DbContext(typeof(NoroshiDb))]
[Migration("0006_Alerts")]
internal sealed class Alerts0006 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Alerts(migrationBuilder);
        Decisions(migrationBuilder);
        Deliveries(migrationBuilder);
    }

    private static void Alerts(MigrationBuilder m)
    {
        m.CreateTable("alert", t => new
        {
            id = t.Column<Guid>(nullable: false),
            number = t.Column<string>(nullable: false),
            issuer_id = t.Column<Guid>(nullable: false),
            state = t.Column<string>(nullable: false),
            version = t.Column<int>(nullable: false),
            title = t.Column<string>(nullable: false),
            kind = t.Column<string>(nullable: false),
            tlp = t.Column<string>(nullable: false),
            is_urgent = t.Column<bool>(nullable: false),
            acknowledge_by = t.Column<long>(nullable: true),
            created_at = t.Column<long>(nullable: false),
            updated_at = t.Column<long>(nullable: false),
            submitted_at = t.Column<long>(nullable: true),
            issued_at = t.Column<long>(nullable: true),
            plan_hash = t.Column<string>(nullable: true),
            author_id = t.Column<Guid>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_alert", x => x.id));
        m.CreateIndex("ix_alert_number", "alert", "number", unique: true);
        m.CreateIndex("ix_alert_updated_at", "alert", ["updated_at", "id"]);
        m.CreateIndex("ix_alert_issuer_id", "alert", ["issuer_id", "state"]);
        m.CreateTable("alert_version", t => new
        {
            alert_id = t.Column<Guid>(nullable: false),
            version = t.Column<int>(nullable: false),
            document = t.Column<string>(nullable: false),
            salt = t.Column<byte[]>(nullable: false),
            commitment = t.Column<string>(nullable: false),
            author_id = t.Column<Guid>(nullable: false),
            at = t.Column<long>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_alert_version", x => new { x.alert_id, x.version }));
    }

    private static void Decisions(MigrationBuilder m)
    {
        m.CreateTable("alert_approval", t => new
        {
            id = t.Column<Guid>(nullable: false),
            alert_id = t.Column<Guid>(nullable: false),
            version = t.Column<int>(nullable: false),
            verdict = t.Column<string>(nullable: false),
            account_id = t.Column<Guid>(nullable: false),
            reason = t.Column<string>(nullable: false),
            plan_hash = t.Column<string>(nullable: false),
            at = t.Column<long>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_alert_approval", x => x.id));
        m.CreateIndex("ix_alert_approval_alert_id", "alert_approval", ["alert_id", "at"]);
        m.CreateTable("alert_review", t => new
        {
            id = t.Column<Guid>(nullable: false),
            alert_id = t.Column<Guid>(nullable: false),
            issued_by = t.Column<Guid>(nullable: false),
            reason = t.Column<string>(nullable: false),
            opened_at = t.Column<long>(nullable: false),
            closed_by = t.Column<Guid>(nullable: true),
            closed_at = t.Column<long>(nullable: true),
            is_upheld = t.Column<bool>(nullable: true),
            note = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("pk_alert_review", x => x.id));
        m.CreateIndex("ix_alert_review_alert_id", "alert_review", "alert_id");
    }

    private static void Deliveries(MigrationBuilder m)
    {
        m.CreateTable("delivery", t => new
        {
            id = t.Column<Guid>(nullable: false),
            alert_id = t.Column<Guid>(nullable: false),
            version = t.Column<int>(nullable: false),
            organization_id = t.Column<Guid>(nullable: false),
            state = t.Column<string>(nullable: false),
            needs_answer = t.Column<bool>(nullable: false),
            token_hash = t.Column<string>(nullable: false),
            needs_call = t.Column<bool>(nullable: false),
            answer_by = t.Column<long>(nullable: true),
            answer = t.Column<string>(nullable: true),
            answered_at = t.Column<long>(nullable: true),
            reminded_at = t.Column<long>(nullable: true),
            created_at = t.Column<long>(nullable: false),
            sent_at = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("pk_delivery", x => x.id));
        m.CreateIndex("ix_delivery_alert_id", "delivery", ["alert_id", "organization_id"], unique: true);
        m.CreateIndex("ix_delivery_token_hash", "delivery", "token_hash", unique: true);
        m.CreateIndex("ix_delivery_organization_id", "delivery", ["organization_id", "created_at"]);
        m.CreateTable("delivery_attempt", t => new
        {
            id = t.Column<Guid>(nullable: false),
            delivery_id = t.Column<Guid>(nullable: false),
            channel = t.Column<string>(nullable: false),
            address = t.Column<string>(nullable: false),
            purpose = t.Column<string>(nullable: false),
            at = t.Column<long>(nullable: false),
            outcome = t.Column<string>(nullable: false),
            code = t.Column<int>(nullable: false),
            enhanced = t.Column<string>(nullable: false),
            reason = t.Column<string>(nullable: false),
            protocol = t.Column<string>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_delivery_attempt", x => x.id));
        m.CreateIndex("ix_delivery_attempt_delivery_id", "delivery_attempt", ["delivery_id", "at"]);
        m.CreateTable("acknowledgement", t => new
        {
            id = t.Column<Guid>(nullable: false),
            alert_id = t.Column<Guid>(nullable: false),
            delivery_id = t.Column<Guid>(nullable: false),
            organization_id = t.Column<Guid>(nullable: false),
            answer = t.Column<string>(nullable: false),
            comment = t.Column<string>(nullable: false),
            means = t.Column<string>(nullable: false),
            account_id = t.Column<Guid>(nullable: false),
            is_late = t.Column<bool>(nullable: false),
            at = t.Column<long>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_acknowledgement", x => x.id));
        m.CreateIndex("ix_acknowledgement_alert_id", "acknowledgement", ["alert_id", "at", "id"]);
    }
}
