using System.Linq.Expressions;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;

namespace Noroshi.Server.Trust.Grants;

/// <summary>The join every query, count and export goes through: only what the viewer's organisation holds a grant for.</summary>
internal static class Visibility
{
    /// <summary>The grants a viewer holds. Join them when the view matters: <c>from g in db.GrantsOf(viewer) join r in db.Reports on g.SubjectId equals r.Id</c>.</summary>
    internal static IQueryable<AccessGrant> GrantsOf(this NoroshiDb db, Viewer viewer)
    {
        var organization = viewer.Organization;
        return db.Set<AccessGrant>().Where(g => g.OrganizationId == organization);
    }

    /// <summary>Only the rows a viewer may know of: <c>db.Reports.VisibleTo(db, viewer, r => r.Id)</c>.</summary>
    /// <param name="rows">Reports, alerts, or rows hanging from them.</param>
    /// <param name="db">The context the rows come from.</param>
    /// <param name="viewer">Who is looking.</param>
    /// <param name="subject">The id of the report or alert of a row.</param>
    internal static IQueryable<T> VisibleTo<T>(this IQueryable<T> rows, NoroshiDb db, Viewer viewer, Expression<Func<T, Guid>> subject) =>
        rows.Join(db.GrantsOf(viewer), subject, g => g.SubjectId, (row, _) => row);
}
