using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Serve;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Accounts;
using Noroshi.Server.Trust.Doors;
using Noroshi.Server.Trust.Grants;
using Noroshi.Server.Trust.Members;
using Noroshi.Server.Trust.Sessions;
using Noroshi.Server.Trust.Tokens;
using Noroshi.Server.Web.Framing;

namespace Noroshi.Server.Trust;

/// <summary>Identity and access: services, middleware, endpoints.</summary>
internal static class TrustRegistration
{
    internal static void AddTrust(this IServiceCollection services, Settings settings, Engine engine)
    {
        AddIdentity(services);
        AddProtection(services, settings, engine);
        services.AddSingleton<OpenSessions>();
        services.AddSingleton<OpenTokens>();
        services.AddSingleton<HalfSignedIn>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SecondFactor>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<EnrolSecondFactor>();
        services.AddSingleton<AcceptInvitation>();
        services.AddSingleton<AccountPageReader>();
        services.AddSingleton<Passkeys>();
        services.AddSingleton<WhoSees>();
        services.AddSingleton<DemoAccounts>();
        services.AddSingleton<ReadStanding>(StandingOfRequest.ReadAsync);
        services.TryAddSingleton<MakeCenter>((_, _, _, _) => throw new FaultException(new Fault("NRS-T003")));
        // Until the network and its rules say otherwise, nobody is anybody and nothing is permitted.
        services.TryAddSingleton<ReadNetwork>((_, _) => Task.FromResult(new NetworkFacts([], [])));
        services.TryAddSingleton<ReadSharingRules>(() => []);
        services.AddSingleton<NetworkCache>();
        services.AddSingleton<AccessGrants>();
        services.AddSingleton<RecomputeGrants>();
        services.AddSingleton<GrantsOfTheDay>();
        services.AddSingleton(new JobKind(GrantsOfTheDay.JobKind, (provider, _, ct) => provider.GetRequiredService<GrantsOfTheDay>().RunAsync(ct)));
        services.AddSingleton(new JobKind(RecomputeGrants.JobKind, (provider, job, ct) => provider.GetRequiredService<RecomputeGrants>().RunAsync(job, ct)));
        services.AddAuthentication(DoorHandler.Name).AddScheme<AuthenticationSchemeOptions, DoorHandler>(DoorHandler.Name, null);
        services.AddAuthorization(o => o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        services.AddRateLimiter(o => RateLimits.Configure(o, settings));
    }

    /// <summary>After routing and the web's own middleware, before the endpoints.</summary>
    internal static void UseTrust(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
    }

    internal static void MapTrust(this IEndpointRouteBuilder app)
    {
        SignIn.Map(app);
        EnterCode.Map(app);
        EnrolSecondFactor.Map(app);
        SignOut.Map(app);
        SwitchOrganization.Map(app);
        AcceptInvitation.Map(app);
        ManageMembers.Map(app);
        ManageAccount.Map(app);
        Passkeys.Map(app);
        ManageTokens.Map(app);
        WhoSees.Map(app);
    }

    private static void AddIdentity(IServiceCollection services)
    {
        services.AddIdentityCore<Account>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        services.AddScoped<IUserStore<Account>, UserOnlyStore<Account, NoroshiDb, Guid>>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.Configure<IdentityPasskeyOptions>(o => (o.UserVerificationRequirement, o.ResidentKeyRequirement) = ("required", "required"));
        // OWASP's figure for PBKDF2 with SHA-512.
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000);
        services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<Account>, PasswordHasher<Account>>());
    }

    private static void AddProtection(IServiceCollection services, Settings settings, Engine engine)
    {
        // The keys lie in a folder or table only this program reads; a wrapping key beside them would guard nothing.
        services.Configure<LoggerFilterOptions>(o => o.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        IDataProtectionBuilder protection = services.AddDataProtection().SetApplicationName("noroshi");
        if (engine is Engine.Sqlite)
        {
            protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.Store.KeysFolder, "protection")));
            return;
        }

        services.AddSingleton<KeyXml>();
        services.AddOptions<KeyManagementOptions>().Configure<KeyXml>((o, keys) => o.XmlRepository = keys);
    }
}
