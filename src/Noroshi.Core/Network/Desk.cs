using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Network;

/// <summary>A contact point of an organisation (連絡窓口) with its means in the order in which they are tried.</summary>
/// <param name="Key">Its key within the organisation.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Channels">The means, first tried first.</param>
public sealed record Desk(string Key, LocalizedText Name, ImmutableArray<Channel> Channels)
{
    /// <summary>The words of <see cref="Language"/> in files and by API.</summary>
    public static IReadOnlyList<(string Word, Language Value)> Languages { get; } = [("ja", Vocabulary.Language.Ja), ("en", Vocabulary.Language.En)];

    /// <summary>In which language mail to it is written, where the mail can be had in it; null for both.</summary>
    public Language? Language { get; init; }

    /// <summary>The word of <see cref="Language"/>; null for both.</summary>
    public string? LanguageWord => Language is { } language ? Languages.First(l => l.Value == language).Word : null;

    /// <summary>At least two means of different kinds, so that one failing leaves another.</summary>
    /// <remarks>Seed 002, 官民の連絡・連携体制 §2(4).</remarks>
    public bool HasTwoKinds => Channels.Select(c => c.Kind).Distinct().Count() >= 2;

    /// <summary>Adds what is wrong with a desk, wherever it was typed: NRS-N001 (address), NRS-N002 (two kinds), NRS-N007 (twice).</summary>
    /// <param name="path">Where the desk stands in its input.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public void Check(string path, ICollection<Fault> faults)
    {
        for (var i = 0; i < Channels.Length; i++)
        {
            var channel = Channels[i];
            if (!Channel.Fits(channel.Kind, channel.Address)) faults.Add(new Fault("NRS-N001", $"{path}.channels[{i}].address").With("kind", Channel.Word(channel.Kind)).With("value", FactParsing.Shorten(channel.Address)));
            if (Channels.Take(i).Any(c => c.Kind == channel.Kind && c.Address == channel.Address)) faults.Add(new Fault("NRS-N007", $"{path}.channels[{i}]").With("value", FactParsing.Shorten(channel.Address)));
        }
        if (!HasTwoKinds) faults.Add(new Fault("NRS-N002", $"{path}.channels"));
    }

    /// <inheritdoc/>
    public bool Equals(Desk? other) => other is not null && Key == other.Key && Name == other.Name && Language == other.Language && Channels.SequenceEqual(other.Channels);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Name, Language, Channels.Length);
}
