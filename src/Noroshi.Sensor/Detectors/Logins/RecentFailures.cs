using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>Failures that wait for a success, account by account, of four accounts: people who mistype are done with one before the next.</summary>
/// <remarks>All four are looked at together: which of them it is cannot be guessed, and a guess gone wrong costs more than the four.</remarks>
internal struct RecentFailures
{
    // Fewer failures than these make room for another account.
    private const int MostForgettable = 3;

    private Vector256<ulong> _accounts;
    private Vector128<int> _counts;

    /// <summary>Counts a failure. The account with the fewest makes room for a new one, unless it has many: a long row of failures must not be lost.</summary>
    internal void Add(ulong account)
    {
        var known = PlacesOf(account);
        if (known != 0)
        {
            CountAt(BitOperations.TrailingZeroCount(known))++;
            return;
        }
        var least = Vector128.Min(_counts, Vector128.Shuffle(_counts, Vector128.Create(2, 3, 0, 1)));
        least = Vector128.Min(least, Vector128.Shuffle(least, Vector128.Create(1, 0, 3, 2)));
        if (least.ToScalar() > MostForgettable) return;
        var place = BitOperations.TrailingZeroCount(Vector128.Equals(_counts, least).ExtractMostSignificantBits());
        Unsafe.Add(ref Unsafe.As<Vector256<ulong>, ulong>(ref _accounts), place) = account;
        CountAt(place) = 1;
    }

    /// <summary>How many failures of an account wait for a success.</summary>
    internal int Of(ulong account) => PlacesOf(account) is var known and not 0 ? CountAt(BitOperations.TrailingZeroCount(known)) : 0;

    /// <summary>Forgets the failures of an account and says how many there were.</summary>
    internal int Take(ulong account)
    {
        var known = PlacesOf(account);
        if (known == 0) return 0;
        ref var count = ref CountAt(BitOperations.TrailingZeroCount(known));
        var taken = count;
        count = 0;
        return taken;
    }

    private readonly uint PlacesOf(ulong account) =>
        Vector256.Equals(_accounts, Vector256.Create(account)).ExtractMostSignificantBits() & Vector128.GreaterThan(_counts, Vector128<int>.Zero).ExtractMostSignificantBits();

    [UnscopedRef]
    private ref int CountAt(int place) => ref Unsafe.Add(ref Unsafe.As<Vector128<int>, int>(ref _counts), place);
}
