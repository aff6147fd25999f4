using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors;

/// <summary>The lines that show what one source or account did: the first few, the decisive ones, the last few. Bounded.</summary>
internal sealed class Evidence
{
    private const int Ends = 3;
    private const int MostDecisive = 6;
    private const int MostAccounts = 8;

    private readonly LineRef[] _first = new LineRef[Ends];
    private readonly LineRef[] _last = new LineRef[Ends];
    private readonly List<LineRef> _decisive = [];
    private readonly List<ulong> _accounts = [];
    private int _count;

    /// <summary>Keys of the first few accounts.</summary>
    internal IReadOnlyList<ulong> Accounts => _accounts;

    internal void Add(in LineRef line)
    {
        if (_count < Ends) _first[_count] = line;
        _last[_count % Ends] = line;
        _count++;
    }

    internal void AddDecisive(in LineRef line)
    {
        if (_decisive.Count < MostDecisive) _decisive.Add(line);
    }

    internal void AddAccount(ulong account)
    {
        if (account != 0 && _accounts.Count < MostAccounts && !_accounts.Contains(account)) _accounts.Add(account);
    }

    /// <summary>The lines, in file order, none twice.</summary>
    internal ImmutableArray<LineRef> Lines() => InOrder([.. _first.Take(_count), .. _decisive, .. _last.Take(_count)]);

    internal static ImmutableArray<LineRef> InOrder(IEnumerable<LineRef> lines) =>
        [.. lines.Where(l => l.File >= 0).Distinct().OrderBy(l => l.File).ThenBy(l => l.Number)];
}
