using System.Text;

namespace Noroshi.Sensor.Logs.Json;

/// <summary>A text with one hole: <c>Failed log-in for * from</c> answers what stands in the hole. Everything before and after the star is literal; the text may go on before and behind.</summary>
/// <remarks>
/// A peer's text may imitate the program's words. <c>*</c> is the longest hole, from the first beginning to the last end: right for what a peer wrote, such as an account.
/// <c>*?</c> begins after the last beginning and ends at the next end: right for what the program itself wrote behind the peer's text, such as an address. No backtracking.
/// </remarks>
public sealed class LogMapPattern
{
    private readonly byte[] _before;
    private readonly byte[] _after;
    private readonly bool _isLast;

    private LogMapPattern(string before, string after, bool isLast)
    {
        _before = Encoding.UTF8.GetBytes(before);
        _after = Encoding.UTF8.GetBytes(after);
        _isLast = isLast;
    }

    /// <summary>Reads a pattern; null when it has not exactly one star.</summary>
    /// <param name="text">The pattern.</param>
    public static LogMapPattern? Parse(string text)
    {
        var star = text.IndexOf('*', StringComparison.Ordinal);
        if (star < 0 || text.IndexOf('*', star + 1) >= 0) return null;
        var isLast = text.AsSpan(star + 1).StartsWith("?");
        return new(text[..star], text[(star + (isLast ? 2 : 1))..], isLast);
    }

    /// <summary>What stands in the hole; empty when the text does not fit.</summary>
    /// <param name="text">The text.</param>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> text)
    {
        var at = _isLast ? text.LastIndexOf(_before) : text.IndexOf(_before);
        if (at < 0) return [];
        var rest = text[(at + _before.Length)..];
        if (_after.Length == 0) return rest;
        var end = _isLast ? rest.IndexOf(_after) : rest.LastIndexOf(_after);
        return end < 0 ? [] : rest[..end];
    }
}
