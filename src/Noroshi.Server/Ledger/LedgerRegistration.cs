namespace Noroshi.Server.Ledger;

/// <summary>The ledger's services.</summary>
internal static class LedgerRegistration
{
    internal static void AddLedger(this IServiceCollection services)
    {
        services.AddSingleton<LedgerSignal>();
        services.AddSingleton<HeadSigner>();
        services.AddHostedService(provider => provider.GetRequiredService<HeadSigner>());
        services.AddSingleton<Receipts>();
        services.AddHostedService<ReactionRunner>();
        services.AddSingleton<Witnesses.SendHeads>();
        services.AddSingleton(Witnesses.SendHeads.Job);
        services.AddHostedService(provider => provider.GetRequiredService<Witnesses.SendHeads>());
    }
    internal static void MapLedger(this IEndpointRouteBuilder app) => Pages.ShowLedger.Map(app);
}
