using System.Collections.Immutable;
using Noroshi.Core.Network;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Share;

/// <summary>What to try next to reach a desk: its own means, in its own order. What a program cannot do itself is done by people, from a call sheet.</summary>
/// <remarks>Seed 002, 官民の連絡・連携体制 §2(4): at least two means agreed beforehand, because one may fail.</remarks>
public static class Escalation
{
    /// <summary>Attempts that did not get through after which people are asked to call, while mail goes on trying.</summary>
    public const int CallAfter = 3;

    /// <summary>Attempts after which mail is given up.</summary>
    public const int GiveUpAfter = 12;

    /// <summary>The next mail address, or null when mail is exhausted and only people can go on.</summary>
    /// <param name="desks">The recipient's desks, first tried first.</param>
    /// <param name="refused">Addresses that refused.</param>
    public static string? NextMail(ImmutableArray<Desk> desks, IReadOnlySet<string> refused) =>
        desks.SelectMany(d => d.Channels).Where(c => c.Kind is ChannelKind.Email && !refused.Contains(c.Address)).Select(c => c.Address).FirstOrDefault();

    /// <summary>In which language the desk of a mail address is written to; null for both.</summary>
    /// <param name="desks">The recipient's desks, first tried first.</param>
    /// <param name="address">The address.</param>
    public static Language? LanguageOf(ImmutableArray<Desk> desks, string address) =>
        desks.FirstOrDefault(d => d.Channels.Any(c => c.Kind is ChannelKind.Email && c.Address == address))?.Language;

    /// <summary>What people use, in the desks' order: telephone and FAX.</summary>
    public static ImmutableArray<(Desk Desk, Channel Channel)> ForPeople(ImmutableArray<Desk> desks) =>
        [.. desks.SelectMany(d => d.Channels.Where(c => c.Kind is ChannelKind.Telephone or ChannelKind.Fax).Select(c => (d, c)))];
}
