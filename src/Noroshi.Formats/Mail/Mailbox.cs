namespace Noroshi.Formats.Mail;

/// <summary>An e-mail address with an optional display name.</summary>
/// <remarks>RFC 5322 section 3.4, limited to dot-atoms and ASCII domains: quoted local parts and address literals are not accepted, nor is anything that could leave its header line.</remarks>
public sealed record Mailbox
{
    private const int MaxAddress = 254;
    private const int MaxLocal = 64;

    private Mailbox(string address, string name) => (Address, Name) = (address, name);

    /// <summary>The bare address, such as <c>csirt@bank.example.jp</c>.</summary>
    public string Address { get; }

    /// <summary>The display name, any language; empty for none.</summary>
    public string Name { get; }

    /// <summary>Makes a mailbox.</summary>
    /// <returns>Null when the address is not usable or the name holds a control character.</returns>
    public static Mailbox? Of(string address, string name = "") =>
        IsAddress(address) && !name.Any(char.IsControl) ? new(address, name.Trim()) : null;

    /// <summary>The header form, not yet folded.</summary>
    public override string ToString() => Name.Length == 0 ? Address : $"{Name} <{Address}>";

    internal static bool IsAddress(string text)
    {
        var at = text.LastIndexOf('@');
        return at is > 0 and <= MaxLocal && text.Length <= MaxAddress && IsDotAtom(text.AsSpan(0, at)) && IsDomain(text.AsSpan(at + 1));
    }

    internal static bool IsDotAtom(ReadOnlySpan<char> text)
    {
        foreach (var part in text.Split('.'))
        {
            if (text[part].IsEmpty || text[part].ContainsAnyExcept(HeaderText.AtomText)) { return false; }
        }
        return true;
    }

    private static bool IsDomain(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split('.'))
        {
            var label = text[range];
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-') { return false; }
            foreach (var c in label) { if (!char.IsAsciiLetterOrDigit(c) && c != '-') { return false; } }
        }
        return true;
    }
}
