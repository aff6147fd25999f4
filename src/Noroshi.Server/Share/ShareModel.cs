using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Share.Acknowledgements;
using Noroshi.Server.Share.Alerts;
using Noroshi.Server.Share.Deliveries;
using Noroshi.Server.Store;

namespace Noroshi.Server.Share;

/// <summary>Tables of alerts, deliveries and acknowledgements.</summary>
internal static class ShareModel
{
    internal static void Configure(ModelBuilder model)
    {
        Alerts(model);
        model.Entity<Delivery>(e =>
        {
            e.HasKey(d => d.Id);
            e.HasIndex(d => new { d.AlertId, d.OrganizationId }).IsUnique().HasDatabaseName("ix_delivery_alert_id");
            e.HasIndex(d => d.TokenHash).IsUnique().HasDatabaseName("ix_delivery_token_hash");
            e.HasIndex(d => new { d.OrganizationId, d.CreatedAt }).HasDatabaseName("ix_delivery_organization_id");
            e.Named("delivery");
        });
        model.Entity<DeliveryAttempt>(e =>
        {
            e.HasKey(a => a.Id);
            e.HasIndex(a => new { a.DeliveryId, a.At }).HasDatabaseName("ix_delivery_attempt_delivery_id");
            e.Named("delivery_attempt");
        });
        model.Entity<Acknowledgement>(e =>
        {
            e.HasKey(a => a.Id);
            e.HasIndex(a => new { a.AlertId, a.At, a.Id }).HasDatabaseName("ix_acknowledgement_alert_id");
            e.Named("acknowledgement");
        });
    }

    private static void Alerts(ModelBuilder model)
    {
        model.Entity<Alert>(e =>
        {
            e.HasKey(a => a.Id);
            e.HasIndex(a => a.Number).IsUnique().HasDatabaseName("ix_alert_number");
            e.HasIndex(a => new { a.UpdatedAt, a.Id }).HasDatabaseName("ix_alert_updated_at");
            e.HasIndex(a => new { a.IssuerId, a.State }).HasDatabaseName("ix_alert_issuer_id");
            e.Named("alert");
        });
        model.Entity<AlertVersion>(e =>
        {
            e.HasKey(v => new { v.AlertId, v.Version });
            e.Named("alert_version");
        });
        model.Entity<AlertApproval>(e =>
        {
            e.HasKey(a => a.Id);
            e.HasIndex(a => new { a.AlertId, a.At }).HasDatabaseName("ix_alert_approval_alert_id");
            e.Named("alert_approval");
        });
        model.Entity<AlertReview>(e =>
        {
            e.HasKey(r => r.Id);
            e.HasIndex(r => r.AlertId).HasDatabaseName("ix_alert_review_alert_id");
            e.Named("alert_review");
        });
    }
}
