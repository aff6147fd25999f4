using Noroshi.Core.Content;
using Noroshi.Server.Content;
using Noroshi.Server.Network;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;

namespace Noroshi.Server.Serve;

/// <summary><c>noroshi serve</c>: takes the data folder, brings the schema up to date, serves until told to stop.</summary>
internal static class ServeCommand
{
    internal static async Task<int> RunAsync(string[] args)
    {
        (Settings? settings, var faults) = Settings.Load(args, Environment.GetEnvironmentVariable);
        if (settings is null)
        {
            throw new FaultException(faults);
        }

        using DataFolder folder = DataFolder.Take(settings.Store);
        await using var database = new Database(settings.Store);
        await MigrationRunner.RunAsync(database, CancellationToken.None);
        await using WebApplication app = NoroshiApp.Build(settings, database, TimeProvider.System);
        app.Urls.Clear();
        foreach (string url in settings.Urls.Split(';'))
        {
            app.Urls.Add(url);
        }

        await app.StartAsync();
        await FillAsync(app.Services, settings);
        await GreetAsync(app, settings);
        foreach (string url in app.Urls)
        {
            Console.WriteLine($"ready {url}");
        }

        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>What a store must hold before anybody is served from it.</summary>
    private static async Task FillAsync(IServiceProvider services, Settings settings)
    {
        (Writer writer, Catalog catalog) = (services.GetRequiredService<Writer>(), services.GetRequiredService<Catalog>());
        await KeepTexts.KeepAsync(writer, catalog, CancellationToken.None);
        if (settings.Demo)
        {
            await DemoNetwork.FillAsync(writer, catalog, CancellationToken.None);
        }
    }

    // Passkeys need a host name: people are sent to localhost, programs to the address listened on.
    private static async Task GreetAsync(WebApplication app, Settings settings)
    {
        string url = app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        foreach (string line in await FirstStart.PrepareAsync(app.Services, settings, url, CancellationToken.None))
        {
            Console.WriteLine(line);
        }
    }
}
