using Noroshi.Server.Store;

namespace Noroshi.Server.Ledger;

/// <summary>What a verb does when something was written into the ledger. Registered in the verb's <c>Add…</c>.</summary>
/// <param name="Name">Name of its cursor; never changes.</param>
/// <param name="Kinds">Record kinds it looks at; all others pass it by.</param>
/// <param name="StepAsync">Reacts to some entries, in their order, inside the transaction that also moves the cursor past them. Pure database work: whatever talks to the world goes to a <see cref="Job"/>.</param>
internal sealed record Reaction(string Name, IReadOnlySet<string> Kinds, Func<WriteSession, IReadOnlyList<LedgerEntry>, CancellationToken, Task> StepAsync);
