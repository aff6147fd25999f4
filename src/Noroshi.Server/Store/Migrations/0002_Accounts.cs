using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Noroshi.Server.Store.Migrations;

/// <summary>Accounts, what they may do, and the doors they come in by.</summary>
[DbContext(typeof(NoroshiDb))]
[Migration("0002_Accounts")]
internal sealed class Accounts0002 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Accounts(migrationBuilder);
        Doors(migrationBuilder);
    }

    private static void Accounts(MigrationBuilder m)
    {
        m.CreateTable("account", t => new
        {
            id = t.Column<Guid>(nullable: false),
            user_name = t.Column<string>(nullable: true),
            normalized_user_name = t.Column<string>(nullable: true),
            email = t.Column<string>(nullable: true),
            normalized_email = t.Column<string>(nullable: false),
            password_hash = t.Column<string>(nullable: true),
            security_stamp = t.Column<string>(nullable: true),
            concurrency_stamp = t.Column<string>(nullable: true),
            two_factor_enabled = t.Column<bool>(nullable: false),
            lockout_end = t.Column<long>(nullable: true),
            access_failed_count = t.Column<int>(nullable: false),
            display_name = t.Column<string>(nullable: false),
            authenticator_key = t.Column<string>(nullable: true),
            last_totp_step = t.Column<long>(nullable: false),
            created_at = t.Column<long>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_account", x => x.id));
        m.CreateIndex("ix_account_normalized_email", "account", "normalized_email", unique: true);
        m.CreateTable("membership", t => new
        {
            account_id = t.Column<Guid>(nullable: false),
            organization_id = t.Column<Guid>(nullable: false),
            role = t.Column<string>(nullable: false),
            granted_at = t.Column<long>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_membership", x => new { x.account_id, x.organization_id, x.role }));
        m.CreateIndex("ix_membership_organization_id", "membership", "organization_id");
        m.CreateTable("recovery_code", t => new
        {
            account_id = t.Column<Guid>(nullable: false),
            code_hash = t.Column<string>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_recovery_code", x => new { x.account_id, x.code_hash }));
        m.CreateTable("account_passkey", t => new
        {
            credential_id = t.Column<byte[]>(nullable: false),
            user_id = t.Column<Guid>(nullable: false),
            data = t.Column<string>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_account_passkey", x => x.credential_id));
        m.CreateIndex("ix_account_passkey_user_id", "account_passkey", "user_id");
    }

    private static void Doors(MigrationBuilder m)
    {
        m.CreateTable("account_session", t => new
        {
            id = t.Column<Guid>(nullable: false),
            secret_hash = t.Column<string>(nullable: false),
            account_id = t.Column<Guid>(nullable: false),
            organization_id = t.Column<Guid>(nullable: false),
            created_at = t.Column<long>(nullable: false),
            seen_at = t.Column<long>(nullable: false),
            expires_at = t.Column<long>(nullable: false),
            agent = t.Column<string>(nullable: false),
        }, constraints: t => t.PrimaryKey("pk_account_session", x => x.id));
        m.CreateIndex("ix_account_session_secret_hash", "account_session", "secret_hash", unique: true);
        m.CreateIndex("ix_account_session_account_id", "account_session", "account_id");
        m.CreateTable("api_token", t => new
        {
            id = t.Column<Guid>(nullable: false),
            secret_hash = t.Column<string>(nullable: false),
            account_id = t.Column<Guid>(nullable: false),
            organization_id = t.Column<Guid>(nullable: false),
            role_words = t.Column<string>(nullable: false),
            name = t.Column<string>(nullable: false),
            created_at = t.Column<long>(nullable: false),
            expires_at = t.Column<long>(nullable: false),
            used_at = t.Column<long>(nullable: true),
            revoked_at = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("pk_api_token", x => x.id));
        m.CreateIndex("ix_api_token_secret_hash", "api_token", "secret_hash", unique: true);
        m.CreateIndex("ix_api_token_account_id", "api_token", "account_id");
        m.CreateTable("invitation", t => new
        {
            id = t.Column<Guid>(nullable: false),
            secret_hash = t.Column<string>(nullable: false),
            organization_id = t.Column<Guid>(nullable: true),
            email = t.Column<string>(nullable: false),
            role_words = t.Column<string>(nullable: false),
            invited_by = t.Column<Guid>(nullable: false),
            created_at = t.Column<long>(nullable: false),
            expires_at = t.Column<long>(nullable: false),
            accepted_at = t.Column<long>(nullable: true),
            withdrawn_at = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("pk_invitation", x => x.id));
        m.CreateIndex("ix_invitation_secret_hash", "invitation", "secret_hash", unique: true);
    }
}
