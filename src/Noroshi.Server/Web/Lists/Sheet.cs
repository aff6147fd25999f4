using System.Globalization;

namespace Noroshi.Server.Web.Lists;

/// <summary>The part of a list that one sheet of a page shows, <c>?page=N</c>. A number that is none, or beyond the end, gives the nearest sheet there is.</summary>
/// <param name="Rows">The rows shown.</param>
/// <param name="Number">Which sheet, from 1.</param>
/// <param name="Total">Rows of all sheets.</param>
/// <param name="PerSheet">Rows of a full sheet.</param>
public sealed record Sheet<T>(IReadOnlyList<T> Rows, int Number, int Total, int PerSheet)
{
    internal static Sheet<T> Of(IReadOnlyList<T> all, string? typed, int perSheet)
    {
        int last = Math.Max(1, (all.Count + perSheet - 1) / perSheet);
        int number = int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? Math.Clamp(n, 1, last) : 1;
        return new([.. all.Skip((number - 1) * perSheet).Take(perSheet)], number, all.Count, perSheet);
    }

    /// <summary>Address of the sheet before; null on the first.</summary>
    internal string? Previous(string path) => Number > 1 ? To(path, Number - 1) : null;

    /// <summary>Address of the sheet after; null on the last.</summary>
    internal string? Next(string path) => (long)Number * PerSheet < Total ? To(path, Number + 1) : null;

    private static string To(string path, int number) => string.Create(CultureInfo.InvariantCulture, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}page={number}");
}
