using System.Buffers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;

namespace Noroshi.Server.Collect.Drafts;

/// <summary>Drafts that a log scan or an agent makes of what it found. They are the organisation's, not one account's: whoever reports for it may complete and send them.</summary>
internal static class FoundDrafts
{
    /// <summary>The most an organisation may have waiting: a thief of an agent's token cannot fill the store.</summary>
    internal const int Most = 500;

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");
    private const string Prefix = "found-";
    private const int KeyLetters = 32;
    private const string Title = "facts.incident.title";

    /// <summary>Whether a key is of this kind: <c>found-</c> and 32 lower-case hexadecimal digits, made by the sender of what was found.</summary>
    internal static bool IsKey(string? key) =>
        key is not null && key.Length == Prefix.Length + KeyLetters && key.StartsWith(Prefix, StringComparison.Ordinal) && !key.AsSpan(Prefix.Length).ContainsAnyExcept(Hexadecimal);

    /// <summary>The account a draft is kept under: nobody's, when it is the organisation's.</summary>
    internal static Guid OwnerOf(Viewer viewer, string key) => IsKey(key) ? Guid.Empty : viewer.Account;

    /// <summary>Whether one more would be too many.</summary>
    internal static async Task<bool> IsFullAsync(NoroshiDb db, Viewer viewer, string key, CancellationToken ct) =>
        IsKey(key) && await db.Set<Draft>().CountAsync(d => d.AccountId == Guid.Empty && d.OrganizationId == viewer.Organization && d.Key != key, ct) >= Most;

    /// <summary>How many wait.</summary>
    internal static Task<int> CountAsync(NoroshiDb db, Viewer viewer, CancellationToken ct) => db.Set<Draft>().CountAsync(d => d.AccountId == Guid.Empty && d.OrganizationId == viewer.Organization, ct);

    /// <summary>Those waiting, the gravest first and the latest of those, with their titles; not more than asked for, since each is read whole.</summary>
    internal static async Task<IReadOnlyList<FoundDraft>> WaitingAsync(NoroshiDb db, Viewer viewer, int most, Catalog catalog, Texts texts, Language language, CancellationToken ct)
    {
        Draft[] drafts = await db.Set<Draft>().Where(d => d.AccountId == Guid.Empty && d.OrganizationId == viewer.Organization).OrderByDescending(d => d.Gravity).ThenByDescending(d => d.UpdatedAt).Take(most).ToArrayAsync(ct);
        return [.. drafts.Select(d => new FoundDraft(d.Key, FoundFinding.TitleOf(d.Found, TitleOf(d.Fields), catalog, texts, language), d.UpdatedAt, d.Gravity >= FoundFinding.Grave))];
    }

    private static string TitleOf(string fields) => JsonSerializer.Deserialize<Dictionary<string, string[]>>(fields)?.GetValueOrDefault(Title) is [{ Length: > 0 } title, ..] ? title : "—";
}
