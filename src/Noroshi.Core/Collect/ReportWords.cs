using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Collect;

/// <summary>The words of a report document for the choices it holds.</summary>
public static class ReportWords
{
    private static readonly (string Word, ReportStage Value)[] Stages = [("initial", ReportStage.Initial), ("follow-up", ReportStage.FollowUp), ("final", ReportStage.Final)];

    private static readonly (string Word, Certainty Value)[] Certainties =
        [("unknown", Certainty.Unknown), ("investigating", Certainty.Investigating), ("tentative", Certainty.Tentative), ("confirmed", Certainty.Confirmed)];

    private static readonly (string Word, Consent Value)[] Consents =
        [("companyName", Consent.CompanyName), ("sectorName", Consent.SectorName), ("ceptoar", Consent.Ceptoar), ("onward", Consent.Onward)];

    /// <summary>The word of a stage.</summary>
    public static string Of(ReportStage stage) => Word(Stages, stage);

    /// <summary>The word of a certainty.</summary>
    public static string Of(Certainty certainty) => Word(Certainties, certainty);

    /// <summary>The word of a consent.</summary>
    public static string Of(Consent consent) => Word(Consents, consent);

    /// <summary>The stage of a word, or null.</summary>
    public static ReportStage? StageOf(string? word) => Value(Stages, word);

    /// <summary>The certainty of a word, or null.</summary>
    public static Certainty? CertaintyOf(string? word) => Value(Certainties, word);

    /// <summary>The consent of a word, or null.</summary>
    public static Consent? ConsentOf(string? word) => Value(Consents, word);

    private static string Word<T>((string Word, T Value)[] words, T value) => words.First(w => EqualityComparer<T>.Default.Equals(w.Value, value)).Word;

    private static T? Value<T>((string Word, T Value)[] words, string? word)
        where T : struct
    {
        var found = Array.FindIndex(words, w => w.Word == word);
        return found < 0 ? null : words[found].Value;
    }
}
