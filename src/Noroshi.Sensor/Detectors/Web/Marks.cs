namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Characters that decide which detectors need to look at a text.</summary>
[Flags]
internal enum Marks
{
    None = 0,
    Quote = 1 << 0,
    DoubleQuote = 1 << 1,
    Backtick = 1 << 2,
    Angle = 1 << 3,
    Open = 1 << 4,
    Brace = 1 << 5,
    Bracket = 1 << 6,
    Dollar = 1 << 7,
    Semicolon = 1 << 8,
    Pipe = 1 << 9,
    Ampersand = 1 << 10,
    Blank = 1 << 11,
    LineEnd = 1 << 12,
    Slash = 1 << 13,
    Backslash = 1 << 14,
    Dot = 1 << 15,
    Colon = 1 << 16,
    Equal = 1 << 17,
    Percent = 1 << 18,
    Hash = 1 << 19,
    Dash = 1 << 20,
    Star = 1 << 21,
    At = 1 << 22,
    Digit = 1 << 23,
    Letter = 1 << 24,
    Close = 1 << 25,
    Bang = 1 << 26,
    Question = 1 << 27,
    Foreign = 1 << 28,
    Tilde = 1 << 29,

    /// <summary>Anything that ends a text in some language.</summary>
    AnyQuote = Quote | DoubleQuote | Backtick,
}

/// <summary>From bytes to <see cref="Marks"/>.</summary>
internal static class MarkTable
{
    private static readonly Marks[] Table = Make();

    internal static Marks Of(ReadOnlySpan<byte> text)
    {
        var marks = Marks.None;
        var table = Table;
        foreach (var b in text) marks |= table[b];
        return marks;
    }

    private static Marks[] Make()
    {
        var table = new Marks[256];
        const string Characters = "'\"`<({[$;|& \n/\\.:=%#-*@";
        Marks[] marks =
        [
            Marks.Quote, Marks.DoubleQuote, Marks.Backtick, Marks.Angle, Marks.Open, Marks.Brace, Marks.Bracket, Marks.Dollar, Marks.Semicolon, Marks.Pipe, Marks.Ampersand, Marks.Blank,
            Marks.LineEnd, Marks.Slash, Marks.Backslash, Marks.Dot, Marks.Colon, Marks.Equal, Marks.Percent, Marks.Hash, Marks.Dash, Marks.Star, Marks.At,
        ];
        for (var i = 0; i < marks.Length; i++) table[Characters[i]] = marks[i];
        for (var b = 0x80; b < 0x100; b++) table[b] = Marks.Foreign;
        for (var b = '0'; b <= '9'; b++) table[b] = Marks.Digit;
        for (var b = 'a'; b <= 'z'; b++) table[b] = Marks.Letter;
        table['>'] = Marks.Angle;
        table[')'] = Marks.Close;
        table['}'] = Marks.Brace;
        table[']'] = Marks.Bracket;
        table['!'] = Marks.Bang;
        table['?'] = Marks.Question;
        table['~'] = Marks.Tilde;
        return table;
    }
}
