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

        await StartAsync(app);
        string[] urls = [.. app.Urls];
        foreach (string line in await PrepareAsync(app, settings, urls[0]))
        {
            Console.WriteLine(line);
        }

        Console.WriteLine($"ready {urls[0]}");
        ServiceState.Tell("READY=1");
        app.Lifetime.ApplicationStopping.Register(() => ServiceState.Tell("STOPPING=1"));
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException e)
        {
            throw new FaultException(new Core.Vocabulary.Fault("NRS-X014", "urls").With("urls", string.Join(';', app.Urls)).With("reason", e.Message), e);
        }
    }

    private static async Task<IReadOnlyList<string>> PrepareAsync(WebApplication app, Settings settings, string url)
    {
        (Writer writer, Catalog catalog) = (app.Services.GetRequiredService<Writer>(), app.Services.GetRequiredService<Catalog>());
        await KeepTexts.KeepAsync(writer, catalog, CancellationToken.None);
        if (settings.Demo)
        {
            await DemoNetwork.FillAsync(writer, catalog, CancellationToken.None);
        }

        // Passkeys want a host name; people are sent to it even when the server was told an address.
        return await FirstStart.PrepareAsync(app.Services, settings, url.Replace("//127.0.0.1:", "//localhost:", StringComparison.Ordinal), CancellationToken.None);
    }
}
