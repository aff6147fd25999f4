using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Network;

/// <summary>A contact point of an organisation (連絡窓口) with its means in the order in which they are tried.</summary>
/// <param name="Key">Its key within the organisation.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Channels">The means, first tried first.</param>
public sealed record Desk(string Key, LocalizedText Name, ImmutableArray<Channel> Channels)
{
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
    public bool Equals(Desk? other) => other is not null && Key == other.Key && Name == other.Name && Channels.SequenceEqual(other.Channels);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Name, Channels.Length);
}
