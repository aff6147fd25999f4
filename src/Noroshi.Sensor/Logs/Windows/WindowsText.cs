namespace Noroshi.Sensor.Logs.Windows;

/// <summary>Reads a log-in event of which only the text for people was kept, in the languages most of it is written in.</summary>
/// <remarks>
/// Microsoft, the messages of events 4624 and 4625. Two sections name an account, the one that asked and then the one logged on; behind both stands the network section. A typed name may imitate that section but stands before it, so the last address counts.
/// </remarks>
internal static class WindowsText
{
    private static readonly byte[][] Addresses = Labels("Source Network Address:", "ソース ネットワーク アドレス:", "Quellnetzwerkadresse:", "Adresse du réseau source :", "Dirección de red de origen:");
    private static readonly byte[][] Ports = Labels("Source Port:", "ソース ポート:", "Quellport:", "Port source :", "Puerto de origen:");
    private static readonly byte[][] Accounts = Labels("Account Name:", "アカウント名:", "Kontoname:", "Nom du compte :", "Nombre de cuenta:");

    internal static void Read(ReadOnlySpan<byte> text, scoped ref LogRecord record)
    {
        var at = Last(text, Addresses, out var label);
        if (at < 0) return;
        LineScan.TryAddress(Value(text[(at + label)..]), out var source, out _);
        record.Source = LineScan.IsAddress(source) ? source : [];
        var behind = text[at..];
        if (Last(behind, Ports, out label) is >= 0 and var port && LineScan.TryNumber(Value(behind[(port + label)..]), out var number) && number is > 0 and <= 65535) record.SourcePort = (int)number;
        var before = text[..at];
        var first = First(before, Accounts, out label);
        if (first < 0) return;
        var second = First(before[(first + label)..], Accounts, out var other);
        if (second < 0) return;
        var account = Value(before[(first + label + second + other)..]);
        record.Account = account is [(byte)'-'] ? [] : account;
    }

    private static int Last(ReadOnlySpan<byte> text, byte[][] labels, out int length)
    {
        length = 0;
        foreach (var label in labels)
        {
            if (text.LastIndexOf(label) is not (>= 0 and var at)) continue;
            length = label.Length;
            return at;
        }
        return -1;
    }

    private static int First(ReadOnlySpan<byte> text, byte[][] labels, out int length)
    {
        length = 0;
        foreach (var label in labels)
        {
            if (text.IndexOf(label) is not (>= 0 and var at)) continue;
            length = label.Length;
            return at;
        }
        return -1;
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t"u8);
        var end = text.IndexOfAny("\r\n\t"u8);
        return (end < 0 ? text : text[..end]).TrimEnd((byte)' ');
    }

    private static byte[][] Labels(params string[] texts) => [.. texts.Select(System.Text.Encoding.UTF8.GetBytes)];
}
