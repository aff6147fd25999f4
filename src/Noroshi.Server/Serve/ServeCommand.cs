using Noroshi.Server.Store;

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
        foreach (string url in app.Urls)
        {
            Console.WriteLine($"ready {url}");
        }

        await app.WaitForShutdownAsync();
        return 0;
    }
}
