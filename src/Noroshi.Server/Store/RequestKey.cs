using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Store;

/// <summary>The key a client gave to a request, so that sending it again after a broken connection does nothing twice.</summary>
/// <param name="Account">Whose key.</param>
/// <param name="Key">The key.</param>
/// <param name="Hash">What it stands for: hash of the place and of what was sent.</param>
internal sealed record RequestKey(Guid Account, string Key, string Hash)
{
    private const int Tries = 2;

    /// <summary>Does a command once for a key; without a key, just does it.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="key">The key, or null.</param>
    /// <param name="act">The command: its answer, and the thing it made or moved, or null when it refused.</param>
    /// <param name="again">The answer when the key has done its work already.</param>
    /// <param name="refuse">The answer when the key stood for something else (<c>NRS-W441</c>).</param>
    /// <param name="cancellationToken">Stops waiting for a place in the queue.</param>
    internal static async Task<T> OnceAsync<T>(
        Writer writer,
        RequestKey? key,
        Func<WriteSession, CancellationToken, Task<(T Answer, Guid? Subject)>> act,
        Func<WriteSession, Guid, CancellationToken, Task<T>> again,
        Func<Fault, T> refuse,
        CancellationToken cancellationToken)
    {
        for (int count = 1; ; count++)
        {
            try
            {
                return await writer.WriteAsync((s, ct) => OnceAsync(s, key, act, again, refuse, ct), cancellationToken);
            }
            catch (Exception e) when (key is not null && count < Tries && StoreFailure.IsDuplicate(e))
            {
                // The same key on two servers at once: the second try sees what the first one met.
            }
        }
    }

    private static async Task<T> OnceAsync<T>(
        WriteSession s,
        RequestKey? key,
        Func<WriteSession, CancellationToken, Task<(T Answer, Guid? Subject)>> act,
        Func<WriteSession, Guid, CancellationToken, Task<T>> again,
        Func<Fault, T> refuse,
        CancellationToken cancellationToken)
    {
        if (key is not null && await s.Db.Set<SentKey>().AsNoTracking().SingleOrDefaultAsync(k => k.AccountId == key.Account && k.Key == key.Key, cancellationToken) is { } known)
        {
            return known.RequestHash == key.Hash ? await again(s, known.Subject, cancellationToken) : refuse(new Fault("NRS-W441"));
        }

        (T answer, Guid? subject) = await act(s, cancellationToken);
        if (key is not null && subject is { } id)
        {
            s.Add(new SentKey { AccountId = key.Account, Key = key.Key, RequestHash = key.Hash, Subject = id, At = s.Now });
        }

        return answer;
    }
}
