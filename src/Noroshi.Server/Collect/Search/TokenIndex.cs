using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Collect;
using Noroshi.Server.Store;

namespace Noroshi.Server.Collect.Search;

/// <summary>
/// The inverted index of each engine behind the same words: which places hold all of these tokens, newest first. Without positions on both.
/// </summary>
/// <remarks>
/// SQLite: FTS5 walks its lists backwards by place and stops at the limit. PostgreSQL: for rare tokens the GIN index finds the few places; for common ones the planner walks
/// the primary key backwards and stops at the limit. Scope (organisation, sector) is a token as well, so a viewer of ten reports never walks over others'. Where an organisation sees much, PostgreSQL does not
/// ask the index for it: finding each hit again in a list of nearly everything takes four times as long as reading the hit's row, and it is the row that says then whether it is the organisation's.
/// </remarks>
internal static class TokenIndex
{
    // Private-use characters begin scope tokens: no text yields them, so nobody can type one.
    private const char OrganizationMark = '\uE000';
    private const char SectorMark = '\uE001';

    /// <summary>The token of an organisation that holds a grant.</summary>
    internal static string Organization(Guid id) => $"{OrganizationMark}{id:N}";

    /// <summary>The token of a sector, by code.</summary>
    internal static string Sector(string code) => $"{SectorMark}{string.Concat(code.Where(char.IsAsciiLetterOrDigit))}";

    /// <summary>All tokens of an entry.</summary>
    internal static string[] Of(SearchEntry entry) =>
    [
        .. SearchTokens.OfText(entry.Text),
        .. Words(entry.Organizations).Select(id => Organization(Guid.Parse(id))),
        .. Words(entry.Sectors).Select(Sector),
    ];

    /// <summary>Puts entries in.</summary>
    internal static async Task AddAsync(WriteSession session, IReadOnlyList<SearchEntry> entries, CancellationToken cancellationToken)
    {
        if (session.Engine is Engine.Postgres)
        {
            // All in one statement. No token holds a space.
            await session.Db.Database.ExecuteSqlRawAsync(
                "INSERT INTO report_token (place, tokens) SELECT place, array_to_tsvector(string_to_array(words, ' ')) FROM unnest({0}, {1}) AS added(place, words)",
                [entries.Select(e => e.Place).ToArray(), entries.Select(Joined).ToArray()], cancellationToken);
            return;
        }

        foreach (SearchEntry entry in entries)
        {
            await session.Db.Database.ExecuteSqlRawAsync("INSERT INTO report_token (rowid, tokens) VALUES ({0}, {1})", [entry.Place, Joined(entry)], cancellationToken);
        }
    }

    /// <summary>Takes an entry out. FTS5 keeps no text of its own, so it is told the same tokens again.</summary>
    internal static Task RemoveAsync(WriteSession session, SearchEntry entry, CancellationToken cancellationToken) => session.Engine is Engine.Sqlite
        ? session.Db.Database.ExecuteSqlRawAsync("INSERT INTO report_token (report_token, rowid, tokens) VALUES ('delete', {0}, {1})", [entry.Place, Joined(entry)], cancellationToken)
        : session.Db.Database.ExecuteSqlRawAsync("DELETE FROM report_token WHERE place = {0}", [entry.Place], cancellationToken);

    /// <summary>Places that hold all tokens, newest first.</summary>
    /// <param name="db">Where to look.</param>
    /// <param name="engine">The engine it stands on.</param>
    /// <param name="scope">The token of the organisation that searches.</param>
    /// <param name="isScopeWide">Whether that is in a good part of all entries (<see cref="ShareAsync"/>).</param>
    /// <param name="tokens">Of words and sector; none finds all of the organisation's.</param>
    /// <param name="before">Only places before this one.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    internal static async Task<List<long>> FindAsync(NoroshiDb db, Engine engine, string scope, bool isScopeWide, IReadOnlyCollection<string> tokens, long before, int take, CancellationToken cancellationToken)
    {
        string query = engine is Engine.Sqlite
            ? $"SELECT rowid FROM report_token WHERE report_token MATCH '{Match([scope, .. tokens])}' AND rowid < @p0 ORDER BY rowid DESC LIMIT {take}"
            : isScopeWide && tokens.Count > 0
            // IS TRUE keeps the index out of it.
            ? $"SELECT place FROM report_token WHERE tokens @@ '{TsQuery(tokens)}'::tsquery AND (tokens @@ '{TsQuery([scope])}'::tsquery) IS TRUE AND place < @p0 ORDER BY place DESC LIMIT {take}"
            : $"SELECT place FROM report_token WHERE tokens @@ '{TsQuery([scope, .. tokens])}'::tsquery AND place < @p0 ORDER BY place DESC LIMIT {take}";
        var places = new List<long>();
        await foreach (DbDataReader row in RawRows.ReadAsync(db, query, [before], cancellationToken))
        {
            places.Add(row.GetInt64(0));
        }

        return places;
    }

    /// <summary>In how much of what came last an organisation's token is, from 0 to 1. PostgreSQL only.</summary>
    internal static async Task<double> ShareAsync(NoroshiDb db, string scope, CancellationToken cancellationToken)
    {
        string query = $"SELECT count(*), count(*) FILTER (WHERE tokens @@ '{TsQuery([scope])}'::tsquery) FROM (SELECT tokens FROM report_token ORDER BY place DESC LIMIT 256) newest";
        await foreach (DbDataReader row in RawRows.ReadAsync(db, query, [], cancellationToken))
        {
            return row.GetInt64(0) == 0 ? 0 : (double)row.GetInt64(1) / row.GetInt64(0);
        }

        return 0;
    }

    private static string Joined(SearchEntry entry) => string.Join(' ', Of(entry));

    private static string Match(IReadOnlyCollection<string> tokens) => string.Join(" AND ", tokens.Select(t => $"\"{Checked(t)}\""));

    private static string TsQuery(IReadOnlyCollection<string> tokens) => string.Join(" & ", tokens.Select(t => $"''{Checked(t)}''"));

    // Written into the statement, as is the limit, not given to it: PostgreSQL would else make one plan for rare and common words alike, and walk the whole table for the rare ones.
    // Letters, digits and marks only, which no text ends.
    private static string Checked(string token) => token.All(c => c > '\u007F' || char.IsAsciiLetterOrDigit(c)) ? token : throw new ArgumentException("A token holds what no text yields.", nameof(token));

    private static string[] Words(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
