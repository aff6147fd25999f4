using Noroshi.Server.Serve;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Accounts;
using Noroshi.Server.Trust.Grants;
using Noroshi.Server.Trust.Members;

namespace Noroshi.Server.Trust;

/// <summary>How the first person gets in: demonstration accounts, or a one-time set-up link. Called when the writer runs and the network is there, before the server says it is ready.</summary>
internal static class FirstStart
{
    /// <returns>Lines for the console.</returns>
    internal static async Task<IReadOnlyList<string>> PrepareAsync(IServiceProvider services, Settings settings, string url, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<GrantsOfTheDay>().ArmAsync(cancellationToken);
        if (settings.Demo)
        {
            await services.GetRequiredService<DemoAccounts>().CreateAsync(cancellationToken);
            return [$"demonstration: sign in at {url}/sign-in with an account of {Path.Combine(settings.Store.DataFolder, DemoAccounts.FileName)}; a second factor is not asked for here"];
        }

        return await SetUp.LinkAsync(services.GetRequiredService<Writer>(), cancellationToken) is { } link ? [$"first start: set up the centre within 24 hours at {settings.PublicUrl ?? url}{link}"] : [];
    }
}
