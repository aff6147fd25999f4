using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Doors;
using Noroshi.Server.Trust.Sessions;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Localisation;

namespace Noroshi.Server.Trust.Accounts;

/// <summary>Passkeys, by Identity's own WebAuthn handler. A passkey asks for its owner's finger or PIN and so counts as both factors.</summary>
/// <remarks>
/// <code>
/// browser                              server
/// POST …/options            ─────────► challenge; state in a protected cookie for five minutes
/// navigator.credentials…    ◄───────── options (JSON)
/// POST … credential         ─────────► checked against the state; stored, or a session opened
/// </code>
/// </remarks>
internal sealed class Passkeys(IDataProtectionProvider protection, Writer writer, SignIn signIn, TimeProvider clock)
{
    private const string Cookie = "noroshi_passkey";
    private const int LongestName = 60;
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector _state = protection.CreateProtector("noroshi.passkey").ToTimeLimitedDataProtector();

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/sign-in/passkey/options", (Passkeys p, HttpContext context, IPasskeyHandler<Account> handler) => p.RequestAsync(context, handler)).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        app.MapPost("/sign-in/passkey", (Passkeys p, HttpContext context, IPasskeyHandler<Account> handler, CancellationToken ct) => p.SignInAsync(context, handler, ct))
            .AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        app.MapPost("/account/passkeys/options", (Passkeys p, HttpContext context, IPasskeyHandler<Account> handler, Database database, CancellationToken ct) => p.CreationAsync(context, handler, database, ct)).RequireSession();
        app.MapPost("/account/passkeys", (Passkeys p, HttpContext context, IPasskeyHandler<Account> handler, CancellationToken ct) => p.AddAsync(context, handler, ct)).RequireSession();
        app.MapPost("/account/passkeys/remove", (Passkeys p, HttpContext context, CancellationToken ct) => p.RemoveAsync(context, ct)).RequireSession().DisableAntiforgery();
    }

    private async Task<IResult> RequestAsync(HttpContext context, IPasskeyHandler<Account> handler)
    {
        PasskeyRequestOptionsResult options = await handler.MakeRequestOptionsAsync(null, context);
        Keep(context, options.AssertionState);
        return Results.Text(options.RequestOptionsJson, "application/json");
    }

    private async Task<IResult> SignInAsync(HttpContext context, IPasskeyHandler<Account> handler, CancellationToken cancellationToken)
    {
        string credential = await ReadAsync(context, cancellationToken);
        PasskeyAssertionResult<Account> result = await handler.PerformAssertionAsync(new() { HttpContext = context, CredentialJson = credential, AssertionState = Take(context) });
        if (!result.Succeeded || !result.Passkey.IsUserVerified || Attempts.IsLocked(result.User, clock.GetUtcNow()))
        {
            return Results.Faults(new Fault("NRS-T016"));
        }

        await writer.WriteAsync((s, ct) => StoreAsync(s, result.User.Id, result.Passkey, ct), cancellationToken);
        await signIn.OpenAsync(context, result.User.Id, cancellationToken);
        return Results.Ok(new { next = LocalPath.OrHome(context.Request.Query["return"]) });
    }

    private async Task<IResult> CreationAsync(HttpContext context, IPasskeyHandler<Account> handler, Database database, CancellationToken cancellationToken)
    {
        Guid id = context.Viewer().Account;
        await using NoroshiDb db = database.CreateDbContext();
        Account account = await db.Set<Account>().SingleAsync(a => a.Id == id, cancellationToken);
        PasskeyCreationOptionsResult options = await handler.MakeCreationOptionsAsync(
            new() { Id = id.ToString(), Name = account.Email ?? "", DisplayName = account.DisplayName }, context);
        Keep(context, options.AttestationState);
        return Results.Text(options.CreationOptionsJson, "application/json");
    }

    private async Task<IResult> AddAsync(HttpContext context, IPasskeyHandler<Account> handler, CancellationToken cancellationToken)
    {
        string name = context.Request.Query["name"].ToString().Trim();
        if (!AccountRules.IsLine(name, LongestName))
        {
            return Results.Faults(new Fault("NRS-T021", "name").With("limit", "60"));
        }

        Guid account = context.Viewer().Account;
        string credential = await ReadAsync(context, cancellationToken);
        PasskeyAttestationResult result = await handler.PerformAttestationAsync(new() { HttpContext = context, CredentialJson = credential, AttestationState = Take(context) });
        if (!result.Succeeded || result.UserEntity.Id != account.ToString())
        {
            return Results.Faults(new Fault("NRS-T016"));
        }

        result.Passkey.Name = name;
        await writer.WriteAsync(async (s, ct) =>
        {
            await StoreAsync(s, account, result.Passkey, ct);
            s.Append(new ProtectionChanged(account, "passkey-added"), account);
        }, cancellationToken);
        return Results.Ok(new { next = "/account" });
    }

    private async Task<IResult> RemoveAsync(HttpContext context, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        Guid account = context.Viewer().Account;
        string text = form.Text("id");
        byte[] id = Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : [];
        await writer.WriteAsync(async (s, ct) =>
        {
            if (await s.Db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == account && p.CredentialId == id).ExecuteDeleteAsync(ct) == 1)
            {
                s.Append(new ProtectionChanged(account, "passkey-removed"), account);
            }
        }, cancellationToken);
        return Results.SeeOther("/account");
    }

    private static async Task StoreAsync(WriteSession s, Guid account, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        await s.Db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == account && p.CredentialId == passkey.CredentialId).ExecuteDeleteAsync(cancellationToken);
        s.Add(new IdentityUserPasskey<Guid>
        {
            UserId = account,
            CredentialId = passkey.CredentialId,
            Data = new()
            {
                PublicKey = passkey.PublicKey,
                Name = passkey.Name,
                CreatedAt = passkey.CreatedAt,
                SignCount = passkey.SignCount,
                Transports = passkey.Transports,
                IsUserVerified = passkey.IsUserVerified,
                IsBackupEligible = passkey.IsBackupEligible,
                IsBackedUp = passkey.IsBackedUp,
                AttestationObject = passkey.AttestationObject,
                ClientDataJson = passkey.ClientDataJson,
            },
        });
    }

    private void Keep(HttpContext context, string? state) =>
        context.Response.Cookies.Append(Cookie, _state.Protect(state ?? "", _lifetime), SessionCookie.Options(context, _lifetime));

    // Once: the state goes with the attempt, right or wrong.
    private string? Take(HttpContext context)
    {
        context.Response.Cookies.Delete(Cookie, SessionCookie.Options(context, null));
        try
        {
            return context.Request.Cookies[Cookie] is { } text ? _state.Unprotect(text) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // What is no JSON object is no credential either: the handler refuses it like any other wrong one.
    private static async Task<string> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body, default, cancellationToken);
            return body.RootElement.ValueKind is JsonValueKind.Object ? body.RootElement.GetRawText() : "{}";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or text in it that is not UTF-8, which shows only when it is read out.
            return "{}";
        }
    }
}
