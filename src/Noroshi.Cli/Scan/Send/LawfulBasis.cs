namespace Noroshi.Cli.Scan.Send;

/// <summary>Why it is lawful to look into records of other people's communications and to tell of them: asked for and recorded whenever such records are concerned.</summary>
/// <remarks>電気通信事業法 第4条 (secrecy of communications) and the grounds named in 電気通信事業におけるサイバー攻撃への適正な対処の在り方に関する研究会 第一次とりまとめ (2014-04-04): consent, 刑法35条, 36条, 37条, or a statute.</remarks>
internal static class LawfulBasis
{
    /// <summary>The words of the option; each has a text <c>scan.basis.WORD</c>.</summary>
    internal static readonly string[] Words = ["consent", "legitimate-business", "self-defence", "necessity", "law"];

    /// <summary>Formats whose lines are of communications carried for others: mail, network access, name resolution, proxies, telephony and chat.</summary>
    private static readonly string[] _carriers =
    [
        "postfix", "sendmail", "exim", "dovecot", "courier", "cyrus", "exchange", "zimbra", "mailu", "amavis", "mailscanner", "sympa",
        "radius", "openvpn", "charon", "squid", "bind", "adguardhome", "technitium", "asterisk", "freeswitch", "prosody",
    ];

    /// <summary>Those of the formats read that carry communications for others, in order.</summary>
    internal static IReadOnlyList<string> CarriersIn(IReadOnlyDictionary<string, long> formats) =>
        [.. formats.Where(f => f.Value > 0 && _carriers.Any(c => f.Key == c || f.Key.StartsWith(c + "-", StringComparison.Ordinal))).Select(f => f.Key).Order(StringComparer.Ordinal)];
}
