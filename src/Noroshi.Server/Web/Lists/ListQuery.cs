using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Web.Lists;

/// <summary>What every list of the API is asked with: <c>cursor</c>, <c>limit</c>, <c>updated_since</c>.</summary>
/// <param name="Cursor">Where the page begins; null for the beginning.</param>
/// <param name="Limit">Rows at most, 1 to 100; 50 when not said.</param>
/// <param name="UpdatedSince">Only what changed at or after this instant; null for all.</param>
internal readonly record struct ListQuery(ListCursor? Cursor, int Limit, DateTimeOffset? UpdatedSince)
{
    private const int DefaultLimit = 50;
    private const int MostRows = 100;

    /// <summary>Reads a query string; what cannot be read is a fault (<c>NRS-W442</c>), never everything.</summary>
    internal static ListQuery Read(IQueryCollection query, ICollection<Fault> faults) =>
        new(CursorOf(query["cursor"], faults), LimitOf(query["limit"], faults), Instant(query["updated_since"], faults));

    internal static ListCursor? CursorOf(string? text, ICollection<Fault> faults)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (!ListCursor.TryParse(text, out ListCursor cursor))
        {
            faults.Add(new("NRS-W442", "cursor"));
        }

        return cursor;
    }

    internal static int LimitOf(string? text, ICollection<Fault> faults)
    {
        if (string.IsNullOrEmpty(text))
        {
            return DefaultLimit;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) || limit is < 1 or > MostRows)
        {
            faults.Add(new("NRS-W442", "limit"));
        }

        return limit;
    }

    internal static DateTimeOffset? Instant(string? text, ICollection<Fault> faults)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        List<Fault> wrong = [];
        FactValue? value = FactParsing.Parse(new() { Path = FactPath.Parse("updated"), Type = FactType.Instant, Label = new("", "") }, text, wrong);
        if (value is FactValue.Instant instant)
        {
            return instant.Value;
        }

        faults.Add(new("NRS-W442", "updated_since"));
        return null;
    }

    /// <summary>
    /// One page of a list, newest change first. With <see cref="UpdatedSince"/> oldest first: who polls reads forward, so that what changes while it pages comes at the end and is not missed.
    /// </summary>
    internal async Task<ListedPage> PageAsync(IQueryable<Listed> rows, CancellationToken cancellationToken)
    {
        int take = Limit;
        IQueryable<Listed> ordered = UpdatedSince is { } since ? Oldest(rows.Where(r => r.At >= since)) : Newest(rows);
        List<Listed> page = await First(ordered, take + 1).ToListAsync(cancellationToken);
        return new([.. page.Take(take).Select(r => r.Id)], page.Count > take ? ListCursor.Of(page[take - 1].At, page[take - 1].Id).ToString() : null);
    }

    // The number is written into the statement: PostgreSQL makes one plan for all viewers, and without knowing that it is for few rows it joins everything a viewer of everything sees, a fifth of a second for each page.
    private static IQueryable<Listed> First(IQueryable<Listed> rows, int count) => rows.Provider.CreateQuery<Listed>(
        Expression.Call(typeof(Queryable), nameof(Queryable.Take), [typeof(Listed)], rows.Expression, Expression.Call(typeof(EF), nameof(EF.Constant), [typeof(int)], Expression.Constant(count))));

    private IOrderedQueryable<Listed> Newest(IQueryable<Listed> rows)
    {
        if (Cursor is { } c)
        {
            rows = rows.Where(r => r.At <= c.At && (r.At < c.At || r.Id.CompareTo(c.Id) < 0));
        }

        return rows.OrderByDescending(r => r.At).ThenByDescending(r => r.Id);
    }

    private IOrderedQueryable<Listed> Oldest(IQueryable<Listed> rows)
    {
        if (Cursor is { } c)
        {
            rows = rows.Where(r => r.At >= c.At && (r.At > c.At || r.Id.CompareTo(c.Id) > 0));
        }

        return rows.OrderBy(r => r.At).ThenBy(r => r.Id);
    }
}

/// <summary>A row of a list, as far as paging is concerned.</summary>
internal sealed record Listed
{
    public required Guid Id { get; init; }

    /// <summary>Its last change.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>One page of a list.</summary>
/// <param name="Ids">Its rows, in order.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
internal sealed record ListedPage(IReadOnlyList<Guid> Ids, string? Next);

/// <summary>A page of a list as the API answers it.</summary>
/// <param name="Items">Its rows.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
internal sealed record ListAnswer<T>(IReadOnlyList<T> Items, string? Next);
