using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Collect.Attachments;
using Noroshi.Server.Collect.Drafts;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Collect.Search;
using Noroshi.Server.Store;

namespace Noroshi.Server.Collect;

/// <summary>Tables of reports.</summary>
internal static class CollectModel
{
    internal static void Configure(ModelBuilder model)
    {
        Reports(model);
        Beside(model);
        model.Entity<SearchEntry>(e =>
        {
            e.HasKey(s => s.Place);
            e.HasIndex(s => s.ReportId).HasDatabaseName("ix_report_search_report_id");
            e.Named("report_search");
        });
    }

    private static void Reports(ModelBuilder model)
    {
        model.Entity<Report>(e =>
        {
            e.HasKey(r => r.Id);
            e.HasIndex(r => r.Number).IsUnique().HasDatabaseName("ix_report_number");
            e.Named("report");
        });
        model.Entity<ReportVersion>(e =>
        {
            e.HasKey(v => new { v.ReportId, v.Version });
            e.Named("report_version");
        });
        model.Entity<ReportFact>(e =>
        {
            e.HasKey(f => new { f.ReportId, f.Path, f.Value });
            e.HasIndex(f => new { f.Path, f.Value }).HasDatabaseName("ix_report_fact_path");
            e.Named("report_fact");
        });
        model.Entity<ReportListing>(e =>
        {
            e.HasKey(l => new { l.OrganizationId, l.ReportId });
            e.HasIndex(l => new { l.OrganizationId, l.ChangedAt, l.ReportId }).HasDatabaseName("ix_report_listing_changed_at");
            e.HasIndex(l => new { l.OrganizationId, l.Handling, l.ChangedAt, l.ReportId }).HasDatabaseName("ix_report_listing_handling");
            e.HasIndex(l => l.ReportId).HasDatabaseName("ix_report_listing_report_id");
            e.Named("report_listing");
        });
    }

    private static void Beside(ModelBuilder model)
    {
        model.Entity<SentBefore>(e =>
        {
            e.HasKey(s => new { s.AccountId, s.Key });
            e.Named("report_sent_before");
        });
        model.Entity<ReadMark>(e =>
        {
            e.HasKey(m => new { m.AccountId, m.ReportId, m.Hour });
            e.Named("report_read");
        });
        model.Entity<Draft>(e =>
        {
            e.HasKey(d => new { d.AccountId, d.OrganizationId, d.Key });
            e.Named("report_draft");
        });
        model.Entity<ReportAttachment>(e =>
        {
            e.HasKey(a => a.Id);
            e.HasIndex(a => a.ReportId).HasDatabaseName("ix_report_attachment_report_id");
            e.Named("report_attachment");
        });
    }
}
