using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Noroshi.Core.Network;
using Noroshi.Core.Share;
using Noroshi.Server.Serve;
using Noroshi.Server.Share.Acknowledgements;
using Noroshi.Server.Share.Alerts;
using Noroshi.Server.Share.Board;
using Noroshi.Server.Share.Channels;
using Noroshi.Server.Share.Deliveries;
using Noroshi.Server.Trust.Grants;
using Noroshi.Server.Web;

namespace Noroshi.Server.Share;

/// <summary>Alerts, deliveries, acknowledgements: services and endpoints.</summary>
internal static class ShareRegistration
{
    internal static void AddShare(this IServiceCollection services, Settings settings)
    {
        services.AddShare(new ShareOptions
        {
            Mail = new MailSettings
            {
                Host = settings.Text("smtp.host"),
                Port = (int)settings.Number("smtp.port"),
                Protection = settings.Text("smtp.tls") switch { "none" => MailProtection.None, "starttls" => MailProtection.StartTls, "tls" => MailProtection.Tls, _ => MailProtection.StartTlsIfOffered },
                Authorities = settings.Find("smtp.ca") is { } file ? MailAuthorities.Find(file) : null,
                User = settings.Find("smtp.user"),
                Password = settings.Find("smtp.password"),
                From = settings.Text("smtp.from"),
                StepTimeout = TimeSpan.FromSeconds(settings.Number("smtp.timeout")),
                Name = settings.Text("smtp.from") is var from ? from[(from.LastIndexOf('@') + 1)..] : "localhost",
            },
            PublicUrl = settings.PublicUrl ?? settings.Urls.Split(';')[0].TrimEnd('/'),
            AloneAfter = TimeSpan.FromMinutes(settings.Number("alerts.alone-after")),
        });
    }

    internal static void AddShare(this IServiceCollection services, ShareOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton<ReadDesks>((_, _, _) => Task.FromResult<IReadOnlyDictionary<Guid, ImmutableArray<Desk>>>(ImmutableDictionary<Guid, ImmutableArray<Desk>>.Empty));
        services.TryAddSingleton<ReadLeakSources>((_, _, _, _) => Task.FromResult<IReadOnlyDictionary<string, LeakSource>>(ImmutableDictionary<string, LeakSource>.Empty));
        services.AddSingleton<AlertPlans>();
        services.AddSingleton<WriteAlert>();
        services.AddSingleton<IssueAlert>();
        services.AddSingleton<ReadAlerts>();
        services.AddSingleton<ShowPlan>();
        services.AddSingleton<ReadBoard>();
        services.AddSingleton<LinkTokens>();
        services.AddSingleton<Letters>();
        services.AddSingleton<DeliverByMail>();
        services.AddSingleton<Remind>();
        services.AddSingleton<AcknowledgeAlert>();
        services.AddSingleton<ReadAcknowledgements>();
        services.AddSingleton(provider => StartDeliveries.Reaction(provider.GetRequiredService<NetworkCache>(), provider.GetRequiredService<LinkTokens>()));
        services.AddSingleton(DeliverByMail.Job);
        services.AddSingleton(Remind.Job);
        services.AddSingleton(Remind.OneJob);
        services.AddHomeItems(AlertHomeItems.ReadAsync);
    }

    internal static void MapShare(this IEndpointRouteBuilder app)
    {
        AlertsApi.Map(app);
        AlertPages.Map(app);
        EditAlert.Map(app);
        BoardPages.Map(app);
        AnswerByLink.Map(app);
    }
}
