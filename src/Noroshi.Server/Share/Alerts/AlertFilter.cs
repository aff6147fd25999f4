using Noroshi.Core.Vocabulary;
using Noroshi.Server.Share.Deliveries;
using Noroshi.Server.Store;

namespace Noroshi.Server.Share.Alerts;

/// <summary>What a list of alerts is narrowed to.</summary>
/// <param name="Show">all, received, answer (received and not yet acknowledged), own, approve.</param>
internal sealed record AlertFilter(string Show = "all")
{
    internal static readonly string[] Shows = ["all", "received", "answer", "own", "approve"];

    internal IQueryable<Alert> ApplyTo(IQueryable<Alert> alerts, NoroshiDb db, Viewer viewer)
    {
        Guid organization = viewer.Organization;
        return Show switch
        {
            "received" => alerts.Where(a => a.IssuerId != organization),
            "answer" => alerts.Where(a => db.Set<Delivery>().Any(d => d.AlertId == a.Id && d.OrganizationId == organization && d.NeedsAnswer && d.Answer == null && d.State != DeliveryState.Stopped)),
            "own" => alerts.Where(a => a.IssuerId == organization),
            "approve" => alerts.Where(a => a.IssuerId == organization && a.State == AlertState.Submitted),
            _ => alerts,
        };
    }
}
