using Noroshi.Server.Store;

namespace Noroshi.Server.Trust.Grants;

/// <summary>Reads the network's tables.</summary>
internal delegate Task<NetworkFacts> ReadNetwork(NoroshiDb db, CancellationToken cancellationToken);

/// <summary>
/// The network, at most <see cref="MaxAge"/> old, and the time one reading takes: every request and every report asks for it. A change of the network recomputes the grants at once and once more after
/// that age has passed, so an answer given from an old snapshot does not stay.
/// </summary>
internal sealed class NetworkCache(ReadNetwork read, TimeProvider clock)
{
    internal static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    // Swapped whole.
    private volatile Snapshot? _snapshot;

    // 1 while somebody reads anew: the others go on with what is held, or all would read at once.
    private int _reading;

    internal async Task<NetworkFacts> GetAsync(NoroshiDb db, CancellationToken cancellationToken)
    {
        Snapshot? held = _snapshot;
        if (held is not null && (clock.GetElapsedTime(held.ReadAt) < MaxAge || Interlocked.Exchange(ref _reading, 1) == 1))
        {
            return held.Facts;
        }

        try
        {
            return await FreshAsync(db, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }

    internal async Task<NetworkFacts> FreshAsync(NoroshiDb db, CancellationToken cancellationToken)
    {
        long at = clock.GetTimestamp();
        NetworkFacts facts = await read(db, cancellationToken);
        _snapshot = new(facts, at);
        return facts;
    }

    private sealed record Snapshot(NetworkFacts Facts, long ReadAt);
}
