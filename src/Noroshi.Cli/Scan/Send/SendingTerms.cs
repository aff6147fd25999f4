namespace Noroshi.Cli.Scan.Send;

/// <summary>What goes along with findings.</summary>
/// <param name="Basis">One of <see cref="LawfulBasis.Words"/>, or null when none is needed or given.</param>
/// <param name="BasisNote">What the person said about it.</param>
/// <param name="Texts">Places (<c>file:number</c>) of lines whose text goes along, or <c>all</c>; usually none.</param>
internal sealed record SendingTerms(string? Basis, string BasisNote, IReadOnlySet<string> Texts)
{
    internal const string AllTexts = "all";

    internal bool HasText(ProvingLine line) => Texts.Contains(AllTexts) || Texts.Contains(Place(line));

    internal static string Place(ProvingLine line) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{line.File}:{line.Number}");
}
