using Microsoft.EntityFrameworkCore;

namespace Noroshi.Server.Store;

/// <summary>The store's services.</summary>
internal static class StoreRegistration
{
    internal static void AddStore(this IServiceCollection services, Database database)
    {
        services.AddSingleton(database);
        services.AddSingleton<IDbContextFactory<NoroshiDb>>(database);
        services.AddScoped(provider => provider.GetRequiredService<Database>().CreateDbContext());
        services.AddSingleton<KeyRing>();
        services.AddSingleton<FileVault>();
        services.AddSingleton<Writer>();
        services.AddHostedService(provider => provider.GetRequiredService<Writer>());
        services.AddHostedService<JobRunner>();
    }
}
