using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Network;

/// <summary>One means of reaching a desk (連絡手段), agreed beforehand.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Address">Number, mail address or https address, exactly as written.</param>
/// <param name="Hours">When it is answered.</param>
public sealed record Channel(ChannelKind Kind, string Address, Hours Hours)
{
    /// <summary>The longest address, in characters.</summary>
    public const int MaxAddressLength = 500;

    /// <summary>The kinds with the words files and addresses use.</summary>
    public static IReadOnlyList<(string Word, ChannelKind Kind)> Kinds { get; } =
        [("telephone", ChannelKind.Telephone), ("fax", ChannelKind.Fax), ("e-mail", ChannelKind.Email), ("webhook", ChannelKind.Webhook), ("taxii", ChannelKind.Taxii)];

    /// <summary>The word of a kind.</summary>
    public static string Word(ChannelKind kind) => Kinds.First(k => k.Kind == kind).Word;

    /// <summary>Whether an address has the shape its kind needs. Webhook and TAXII: https, a host, no user name or password in it.</summary>
    public static bool Fits(ChannelKind kind, string address) => address.Length is > 0 and <= MaxAddressLength && FactParsing.IsKeepable(address) && kind switch
    {
        ChannelKind.Telephone or ChannelKind.Fax => TelephoneNumber.IsPlausible(address),
        ChannelKind.Email => MailAddress.IsPlausible(address),
        _ => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.Host.Length > 0 && uri.UserInfo.Length == 0,
    };
}
