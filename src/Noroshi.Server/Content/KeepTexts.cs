using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Store;

namespace Noroshi.Server.Content;

/// <summary>At every start: keeps the texts that were not known yet, and tells the ledger which came into use.</summary>
internal static class KeepTexts
{
    /// <returns>How many were new.</returns>
    internal static Task<int> KeepAsync(Writer writer, Catalog catalog, CancellationToken cancellationToken) => writer.WriteAsync(async (s, ct) =>
    {
        var known = (await s.Db.Set<KeptText>().Select(t => t.Hash).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var unknown = catalog.Texts.Values.Where(t => !known.Contains(t.Hash)).OrderBy(t => t.Path, StringComparer.Ordinal).ToList();
        s.AddRange(unknown.Select(t => new KeptText { Hash = t.Hash, Path = t.Path, IsSite = t.IsSite, Bytes = t.Bytes, FirstUsedAt = s.Now }));
        if (unknown.Count > 0) s.Append(new ContentChanged(Guid.Empty, [.. unknown.Select(t => t.Hash)]), Guid.Empty);
        return unknown.Count;
    }, cancellationToken);
}
