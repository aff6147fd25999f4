namespace Noroshi.Server.Ledger;

/// <summary>The ledger's services.</summary>
internal static class LedgerRegistration
{
    internal static void AddLedger(this IServiceCollection services)
    {
        services.AddSingleton<LedgerSignal>();
        services.AddHostedService<ReactionRunner>();
    }
}
