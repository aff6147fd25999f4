using System.Buffers;

namespace Noroshi.Sensor.Detectors.Web.Shell;

/// <summary>A text as a shell would see it after it has taken away quotes, escapes and empty expansions: <c>c'a't</c>, <c>c\at</c>, <c>c^md</c>, <c>c$@at</c>, <c>cat${IFS}x</c>, <c>[u]name</c>.</summary>
internal static class ShellText
{
    /// <summary>How much of a text is looked at.</summary>
    internal const int MaxBytes = 4096;

    // Where anything may be taken away; in between a text is copied as it stands.
    private static readonly SearchValues<byte> Telling = SearchValues.Create("'\"\\^$[]<>`+"u8);

    /// <summary>Writes the text without its disguise.</summary>
    /// <returns>How many bytes; and whether anything inside a word was taken away.</returns>
    internal static int Bare(ReadOnlySpan<byte> text, Span<byte> to, out bool isDisguised)
    {
        isDisguised = false;
        var hasBlank = text.IndexOf((byte)' ') >= 0;
        var length = 0;
        for (var at = 0; at < text.Length && length < to.Length;)
        {
            var next = text[at..].IndexOfAny(Telling);
            var plain = Math.Min(next < 0 ? text.Length - at : next, to.Length - length);
            text.Slice(at, plain).CopyTo(to[length..]);
            (at, length) = (at + plain, length + plain);
            if (at == text.Length || length == to.Length) break;
            var skipped = Nothing(text, at, length > 0 ? to[length - 1] : (byte)' ', ref isDisguised);
            if (skipped > 0)
            {
                at += skipped;
            }
            else if (Blank(text[at..]) is > 0 and var blank)
            {
                to[length++] = (byte)' ';
                isDisguised = true;
                at += blank;
            }
            else
            {
                // Plus signs of a payload that was encoded once too often.
                var isBlank = text[at] == '+' && (!hasBlank || (length > 0 && to[length - 1] is (byte)'|' or (byte)'&' or (byte)';'));
                to[length++] = isBlank ? (byte)' ' : text[at];
                at++;
            }
        }
        return length;
    }

    /// <summary>What expands to nothing in the middle of a word.</summary>
    private static int Nothing(ReadOnlySpan<byte> text, int at, byte before, ref bool isDisguised)
    {
        var next = at + 1 < text.Length ? text[at + 1] : (byte)' ';
        switch (text[at])
        {
            case (byte)'\'' or (byte)'"':
                isDisguised |= Lexis.IsWord(before) && (Lexis.IsWord(next) || next == text[at]);
                return 1;
            case (byte)'\\' or (byte)'^' when Lexis.IsLetter(next) && (Lexis.IsLetter(before) || before == '/' || text[at] == '^'):
                isDisguised = true;
                return 1;
            case (byte)'$' when next is (byte)'@' or (byte)'*' or (byte)'_' or (byte)'!' or (byte)'$' or (byte)'-' && Lexis.IsWord(before):
                isDisguised = true;
                return 2;
            case (byte)'$' when Lexis.IsDigit(next) && Lexis.IsLetter(before) && at + 2 < text.Length && Lexis.IsLetter(text[at + 2]):
                isDisguised = true;
                return 2;
            case (byte)'$' when next is (byte)'\'' or (byte)'"' && at + 2 < text.Length && Lexis.IsLetter(text[at + 2]):
                isDisguised = true;
                return 1;
            case (byte)'$' when Unset(text[at..], before) is > 0 and var variable:
                isDisguised = true;
                return variable;
            case (byte)'[' when at + 2 < text.Length && text[at + 2] == ']' && Lexis.IsLetter(next):
                isDisguised = true;
                return 1;
            case (byte)']' when at >= 2 && text[at - 2] == '[' && Lexis.IsLetter(text[at - 1]):
                return 1;
            case (byte)'$' when next == '(' && text[at..].StartsWith("$()"u8):
                isDisguised = true;
                return 3;
            case (byte)'<' or (byte)'>' when text[at..].StartsWith("<()"u8) || text[at..].StartsWith(">()"u8):
                isDisguised = true;
                return 3;
            case (byte)'`' when next == '`':
                isDisguised = true;
                return 2;
            default:
                return 0;
        }
    }

    /// <summary>Length of a variable that nobody set, in a word or path: <c>cat$u</c>, <c>/etc$u/passwd</c>, <c>c${x}at</c>. In front of a word only a path follows one.</summary>
    private static int Unset(ReadOnlySpan<byte> text, byte before)
    {
        var isBraced = text.Length > 2 && text[1] == '{';
        var name = text[(isBraced ? 2 : 1)..];
        var length = Lexis.WordLength(name);
        if (length is 0 or > 8 || name.StartsWith("ifs"u8) || !Lexis.IsLetter(name[0]) || (isBraced && (length == name.Length || name[length] != '}'))) return 0;
        var end = length + (isBraced ? 3 : 1);
        var isInside = Lexis.IsLetter(before) || before == '/';
        return isInside || (end < text.Length && text[end] == '/') ? end : 0;
    }

    /// <summary>What expands to a blank.</summary>
    private static int Blank(ReadOnlySpan<byte> text)
    {
        if (text[0] != '$') return 0;
        if (text.StartsWith("${ifs"u8)) return text.IndexOf((byte)'}') is > 0 and var end ? end + 1 : 0;
        if (!text.StartsWith("$ifs"u8)) return 0;
        return text.StartsWith("$ifs$9"u8) || text.StartsWith("$ifs$1"u8) ? 6 : 4;
    }
}
