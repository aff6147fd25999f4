using System.Collections.Immutable;
using Noroshi.Formats.SignedNote;

namespace Noroshi.Core.Trust.Ledger;

/// <summary>How much of what somebody's head speaks of a ledger still holds, after restores on either side.</summary>
/// <remarks>
/// <code>
/// epoch 1 ──┬─ backup ──────────── lost by the restore
///           ├─► epoch 2, entry x ─────── a first restore
///           └─► epoch 2, entry y ─────── the same backup once more: heads name x or y
/// </code>
/// </remarks>
public static class Lineage
{
    /// <summary>The part a head has in common with a ledger; null when it is the ledger's own and nothing of it was cut off.</summary>
    /// <param name="head">The head somebody kept.</param>
    /// <param name="restores">The ledger's restores, oldest first, with their instants.</param>
    public static SharedPart? Of(Checkpoint head, IReadOnlyList<(EpochStart Start, DateTimeOffset At)> restores)
    {
        if (HeadText.Epoch(head) is not { } epoch)
        {
            return null;
        }

        ImmutableArray<EpochStart> theirs = HeadText.Starts(head);
        if ((theirs.IsEmpty ? ByTime(head, epoch, restores) : ByStarts(theirs, restores)) is { } elsewhere)
        {
            return new(elsewhere, epoch, IsOfAnother: true);
        }

        return Find(restores, epoch + 1) is { } next ? new(next.Start.Position, epoch, IsOfAnother: false) : null;
    }

    // The first epoch that began elsewhere than here: before the earlier of the two places everything is common.
    private static long? ByStarts(ImmutableArray<EpochStart> theirs, IReadOnlyList<(EpochStart Start, DateTimeOffset At)> restores)
    {
        foreach (EpochStart their in theirs)
        {
            if (Find(restores, their.Epoch) is not { } our) return their.Position;
            if (our.Start != their) return Math.Min(our.Start.Position, their.Position);
        }

        return null;
    }

    // Heads of a former program name only the number: one signed before our epoch of that number began is of another.
    private static long? ByTime(Checkpoint head, int epoch, IReadOnlyList<(EpochStart Start, DateTimeOffset At)> restores) =>
        Find(restores, epoch) is { } our && HeadText.At(head) < our.At ? our.Start.Position : null;

    private static (EpochStart Start, DateTimeOffset At)? Find(IReadOnlyList<(EpochStart Start, DateTimeOffset At)> restores, int epoch)
    {
        foreach (var restore in restores)
        {
            if (restore.Start.Epoch == epoch) return restore;
        }

        return null;
    }
}

/// <summary>What a head has in common with a ledger.</summary>
/// <param name="Entries">How many entries from the first.</param>
/// <param name="Epoch">The head's epoch.</param>
/// <param name="IsOfAnother">Whether the head was signed by another restore than those this ledger went through; else what is missing was lost in one of them.</param>
public readonly record struct SharedPart(long Entries, int Epoch, bool IsOfAnother);
