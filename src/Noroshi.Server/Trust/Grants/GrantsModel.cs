using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Store;

namespace Noroshi.Server.Trust.Grants;

/// <summary>Tables of grants.</summary>
internal static class GrantsModel
{
    internal static void Configure(ModelBuilder model)
    {
        model.Entity<AccessGrant>(e =>
        {
            // The organisation first: every page of every viewer starts from "what may we see".
            e.HasKey(g => new { g.OrganizationId, g.SubjectId });
            e.HasIndex(g => g.SubjectId).HasDatabaseName("ix_access_grant_subject_id");
            e.Ignore(g => g.Decision);
            e.Named("access_grant");
        });
        model.Entity<StoredSubject>(e =>
        {
            e.HasKey(s => s.SubjectId);
            e.Named("access_subject");
        });
    }
}
