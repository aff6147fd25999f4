using Noroshi.Core.Content;
using Noroshi.Server.Collect;
using Noroshi.Server.Content;
using Noroshi.Server.Ledger;
using Noroshi.Server.Network;
using Noroshi.Server.Share;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;

namespace Noroshi.Server.Serve;

/// <summary>The whole server put together: the one list of what it is made of.</summary>
internal static class NoroshiApp
{
    /// <param name="settings">The effective settings.</param>
    /// <param name="database">The store, migrated.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="adjust">Last word on the services; for tests.</param>
    internal static WebApplication Build(Settings settings, Database database, TimeProvider clock, Action<IServiceCollection>? adjust = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(Enum.Parse<LogLevel>(settings.Text("log.level"), ignoreCase: true));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddJsonConsole(o => o.UseUtcTimestamp = true);
        builder.Configuration[TrustedProxies.BlanketSwitch] = "false";
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        IServiceCollection services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(clock);
        services.AddStore(database);
        services.AddLedger();
        services.AddContent(settings.Content);
        services.AddTrust(settings, database.Engine);
        services.AddNetworkForAccess();
        services.AddLedgerWitnesses(settings);
        services.AddCollect();
        services.AddSingleton<ReadDesks>(async (db, _, ct) => (await db.ReadMapAsync(ct)).Organizations.ToDictionary(o => o.Id, o => o.Desks));
        services.AddSingleton(provider => ReadReportSources.From(provider.GetRequiredService<Catalog>()));
        services.AddShare(settings);
        services.AddWeb(new WebOptions { IsDemo = settings.Demo });

        services.AddApiDescription();

        adjust?.Invoke(services);
        WebApplication app = builder.Build();
        TrustedProxies.Use(app, settings);
        app.UseWeb();
        app.UseTrust();
        app.MapHealth();
        app.MapMetrics();
        app.MapApiDescription();
        app.MapWeb();
        app.MapTrust();
        app.MapNetwork();
        app.MapLedger();
        app.MapContent();
        app.MapCollect();
        app.MapShare();
        return app;
    }
}
