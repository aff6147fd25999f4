using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Noroshi.Sensor.Detectors;

/// <summary>The lines that show what one source or account did: the first few, the decisive ones, the last few. Bounded.</summary>
internal sealed class Evidence
{
    private const int Ends = 3;
    private const int MostDecisive = 6;
    private const int MostAccounts = 8;

    private readonly List<LineRef> _decisive = [];
    private readonly List<ulong> _accounts = [];
    private LineRefs _first;
    private LineRefs _last;
    private int _count;
    private int _next;
    private ulong _account;

    /// <summary>Keys of the first few accounts.</summary>
    internal IReadOnlyList<ulong> Accounts => _accounts;

    internal void Add(in LineRef line)
    {
        if (_count < Ends) _first[_count++] = line;
        _last[_next] = line;
        _next = _next == Ends - 1 ? 0 : _next + 1;
    }

    internal void AddDecisive(in LineRef line)
    {
        if (_decisive.Count < MostDecisive) _decisive.Add(line);
    }

    internal void AddAccount(ulong account)
    {
        // Mostly that of the line before, or one too many.
        if (account == _account || _accounts.Count == MostAccounts) return;
        _account = account;
        if (account != 0 && !_accounts.Contains(account)) _accounts.Add(account);
    }

    /// <summary>The lines, in file order, none twice.</summary>
    internal ImmutableArray<LineRef> Lines() => InOrder([.. _first[.._count], .. _decisive, .. _last[.._count]]);

    internal static ImmutableArray<LineRef> InOrder(IEnumerable<LineRef> lines) =>
        [.. lines.Where(l => l.File >= 0).Distinct().OrderBy(l => l.File).ThenBy(l => l.Number)];

    [InlineArray(Ends)]
    private struct LineRefs
    {
        private LineRef _first;
    }
}
