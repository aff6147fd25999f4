using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Accounts;
using Noroshi.Server.Trust.Members;
using Noroshi.Server.Trust.Sessions;
using Noroshi.Server.Trust.Tokens;

namespace Noroshi.Server.Trust;

/// <summary>Tables of accounts, sessions, tokens and invitations.</summary>
internal static class AccountsModel
{
    internal static void Configure(ModelBuilder model)
    {
        Accounts(model);
        model.Entity<AccountSession>(e =>
        {
            e.HasKey(s => s.Id);
            e.HasIndex(s => s.SecretHash).IsUnique().HasDatabaseName("ix_account_session_secret_hash");
            e.HasIndex(s => s.AccountId).HasDatabaseName("ix_account_session_account_id");
            e.Named("account_session");
        });
        model.Entity<ApiToken>(e =>
        {
            e.HasKey(t => t.Id);
            e.HasIndex(t => t.SecretHash).IsUnique().HasDatabaseName("ix_api_token_secret_hash");
            e.HasIndex(t => t.AccountId).HasDatabaseName("ix_api_token_account_id");
            e.Ignore(t => t.Roles);
            e.Named("api_token");
        });
        model.Entity<Invitation>(e =>
        {
            e.HasKey(i => i.Id);
            e.HasIndex(i => i.SecretHash).IsUnique().HasDatabaseName("ix_invitation_secret_hash");
            e.Ignore(i => i.Roles);
            e.Named("invitation");
        });
    }

    private static void Accounts(ModelBuilder model)
    {
        model.Entity<Account>(e =>
        {
            e.HasKey(a => a.Id);
            e.Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed).Ignore(a => a.EmailConfirmed).Ignore(a => a.LockoutEnabled);
            e.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
            e.Property(a => a.NormalizedEmail).IsRequired();
            e.HasIndex(a => a.NormalizedEmail).IsUnique().HasDatabaseName("ix_account_normalized_email");
            e.Named("account");
        });
        model.Entity<Membership>(e =>
        {
            e.HasKey(m => new { m.AccountId, m.OrganizationId, m.Role });
            e.HasIndex(m => m.OrganizationId).HasDatabaseName("ix_membership_organization_id");
            e.Named("membership");
        });
        model.Entity<RecoveryCode>(e =>
        {
            e.HasKey(c => new { c.AccountId, c.CodeHash });
            e.Named("recovery_code");
        });
        model.Entity<IdentityUserPasskey<Guid>>(e =>
        {
            e.HasKey(p => p.CredentialId);
            e.HasIndex(p => p.UserId).HasDatabaseName("ix_account_passkey_user_id");
            // Identity's own mapping is jsonb on one engine and text on the other; as converted text the row is the same on both.
            e.Property(p => p.Data).HasConversion(
                d => JsonSerializer.Serialize(d, JsonSerializerOptions.Default),
                t => JsonSerializer.Deserialize<IdentityPasskeyData>(t, JsonSerializerOptions.Default)!,
                new ValueComparer<IdentityPasskeyData>(
                    (a, b) => JsonSerializer.Serialize(a, JsonSerializerOptions.Default) == JsonSerializer.Serialize(b, JsonSerializerOptions.Default),
                    d => JsonSerializer.Serialize(d, JsonSerializerOptions.Default).GetHashCode(StringComparison.Ordinal),
                    d => JsonSerializer.Deserialize<IdentityPasskeyData>(JsonSerializer.Serialize(d, JsonSerializerOptions.Default), JsonSerializerOptions.Default)!));
            e.Named("account_passkey");
        });
    }
}
