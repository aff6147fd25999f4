using Noroshi.Server.Collect.Attachments;
using Noroshi.Server.Collect.Drafts;
using Noroshi.Server.Collect.Editing;
using Noroshi.Server.Collect.Inbox;
using Noroshi.Server.Collect.Receipts;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Collect.Search;
using Noroshi.Server.Ledger;
using Noroshi.Server.Web;

namespace Noroshi.Server.Collect;

/// <summary>The verb Collect: reports come in, are kept, listed, found and read.</summary>
internal static class CollectRegistration
{
    internal static void AddCollect(this IServiceCollection services)
    {
        services.AddSingleton<ReceiveReport>();
        services.AddSingleton<ReadReports>();
        services.AddSingleton<ReportSearch>();
        services.AddSingleton<Readers>();
        services.AddSingleton<ReadyAnswer>();
        services.AddSingleton<IndexReports>();
        services.AddHostedService<TidyTokens>();
        services.AddSingleton<ShowReportPage>();
        services.AddSingleton<EditReport>();
        services.AddSingleton<ShowInbox>();
        services.AddSingleton<AddAttachment>();
        services.AddHomeItems(InboxItems.ReadAsync);
        services.AddHomeItems(DraftItems.ReadAsync);
        services.AddSingleton(provider => provider.GetRequiredService<IndexReports>().Reaction);
    }

    internal static void MapCollect(this IEndpointRouteBuilder app)
    {
        SendReport.Map(app);
        ListReports.Map(app);
        PreviewReport.Map(app);
        ShowReport.Map(app);
        EditReport.Map(app);
        SaveDraft.Map(app);
        DraftsApi.Map(app);
        ShowInbox.Map(app);
        ShowReportPage.Map(app);
        ShowReceipt.Map(app);
        HandleReport.Map(app);
        AddAttachment.Map(app);
        GetAttachment.Map(app);
    }
}
