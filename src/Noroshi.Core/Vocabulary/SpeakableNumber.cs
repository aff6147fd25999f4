using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Noroshi.Core.Vocabulary;

/// <summary>The number people say to each other (整理番号): <c>R26-7K3F-9Q2M</c> for a report, <c>A26-…</c> for an alert. Not guessable, and one wrong or two swapped characters are noticed.</summary>
/// <remarks>
/// A letter, two digits of the year in Japan, seven random characters of Crockford's base 32 (no I, L, O, U) and one check character: the weighted sum of all before it, modulo 31.
/// It never suffices to see anything.
/// </remarks>
/// <param name="Text">The number as written, capitals, with hyphens.</param>
public readonly record struct SpeakableNumber(string Text)
{
    /// <summary>The letter of reports.</summary>
    public const char Report = 'R';

    /// <summary>The letter of alerts.</summary>
    public const char Alert = 'A';

    /// <summary>Random bytes a new number needs.</summary>
    public const int RandomBytes = 7;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A new number.</summary>
    /// <param name="letter">What it numbers: <see cref="Report"/>, <see cref="Alert"/>.</param>
    /// <param name="at">When; gives the year, in Japan.</param>
    /// <param name="random">Exactly <see cref="RandomBytes"/> random bytes.</param>
    public static SpeakableNumber New(char letter, DateTimeOffset at, ReadOnlySpan<byte> random)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(random.Length, RandomBytes);
        var year = (at.ToOffset(TimeSpan.FromHours(9)).Year % 100).ToString("00", CultureInfo.InvariantCulture);
        var text = new StringBuilder().Append(letter).Append(year);
        foreach (var b in random)
        {
            text.Append(Alphabet[b & 31]);
        }

        text.Append(CheckOf(text.ToString()));
        return new(text.Insert(7, '-').Insert(3, '-').ToString());
    }

    /// <summary>Reads a number as typed: any case, full-width, with or without hyphens, O for 0 and I or L for 1.</summary>
    public static bool TryParse([NotNullWhen(true)] string? typed, out SpeakableNumber number)
    {
        number = default;
        if (typed is null || typed.Length > 40 || Plain(typed) is not { Length: 11 } plain || !char.IsAsciiLetterUpper(plain[0]) || !char.IsAsciiDigit(plain[1]) || !char.IsAsciiDigit(plain[2]))
        {
            return false;
        }

        var tail = plain[3..].Replace('O', '0').Replace('I', '1').Replace('L', '1');
        var whole = plain[..3] + tail;
        if (tail.Any(c => !Alphabet.Contains(c, StringComparison.Ordinal)) || CheckOf(whole[..10]) != whole[10])
        {
            return false;
        }

        number = new($"{whole[..3]}-{whole[3..7]}-{whole[7..]}");
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string? Plain(string typed)
    {
        var plain = new StringBuilder();
        foreach (var rune in typed.EnumerateRunes())
        {
            var c = rune.Value switch
            {
                >= 0xFF10 and <= 0xFF5A => (char)(rune.Value - 0xFEE0), // full-width digits and letters
                < 0x80 => (char)rune.Value,
                0x2010 or 0x2011 or 0x2012 or 0x2013 or 0x2212 or 0xFF0D or 0x30FC or 0x3000 => '-',
                _ => '\0',
            };
            if (c is '-' or ' ')
            {
                continue;
            }

            if (!char.IsAsciiLetterOrDigit(c))
            {
                return null;
            }

            plain.Append(char.ToUpperInvariant(c));
        }

        return plain.ToString();
    }

    private static char CheckOf(string ten)
    {
        var sum = 0;
        for (var i = 0; i < ten.Length; i++)
        {
            sum += (i + 1) * (ten[i] - '0' is >= 0 and <= 9 and var digit ? digit : ten[i] - 'A' + 10);
        }

        return Alphabet[sum % 31];
    }
}
