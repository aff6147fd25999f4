using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Share;

/// <summary>The words alerts use in files, addresses and the ledger.</summary>
public static class AlertWords
{
    /// <summary>Kinds.</summary>
    public static IReadOnlyList<(string Word, AlertKind Value)> Kinds { get; } =
        [("warning", AlertKind.Warning), ("caution", AlertKind.Caution), ("early-warning", AlertKind.EarlyWarning), ("security-information", AlertKind.SecurityInformation)];

    /// <summary>Markings.</summary>
    public static IReadOnlyList<(string Word, Tlp Value)> Tlps { get; } =
        [("clear", Tlp.Clear), ("green", Tlp.Green), ("amber", Tlp.Amber), ("amber+strict", Tlp.AmberStrict), ("red", Tlp.Red)];

    /// <summary>Answers of a recipient.</summary>
    public static IReadOnlyList<(string Word, AcknowledgementState Value)> Answers { get; } =
    [
        ("received", AcknowledgementState.Received), ("no-impact", AcknowledgementState.NoImpact), ("investigating", AcknowledgementState.Investigating),
        ("affected", AcknowledgementState.Affected), ("handled", AcknowledgementState.Handled),
    ];

    /// <summary>The word of a value.</summary>
    public static string Of<T>(IReadOnlyList<(string Word, T Value)> words, T value) where T : struct => words.First(w => w.Value.Equals(value)).Word;

    /// <summary>The value of a word, or null.</summary>
    public static T? Find<T>(IReadOnlyList<(string Word, T Value)> words, string? word) where T : struct
    {
        foreach (var (known, value) in words)
        {
            if (known == word) return value;
        }

        return null;
    }

    /// <summary>The label of TLP 2.0, always in capital Latin letters: <c>TLP:AMBER+STRICT</c>.</summary>
    public static string Label(Tlp tlp) => $"TLP:{Of(Tlps, tlp).ToUpperInvariant()}";
}
