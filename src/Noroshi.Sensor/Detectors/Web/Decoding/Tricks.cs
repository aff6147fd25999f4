namespace Noroshi.Sensor.Detectors.Web.Decoding;

/// <summary>What a text did to hide, seen while it was decoded. Some have honest uses; detectors weigh them together with what came out.</summary>
[Flags]
internal enum Tricks
{
    None = 0,

    /// <summary>Percent signs that came out of percent signs.</summary>
    DoubleEncoded = 1 << 0,

    /// <summary>A character written in more UTF-8 bytes than it needs (RFC 3629 section 3 forbids it).</summary>
    Overlong = 1 << 1,

    /// <summary><c>%u0027</c>, which only old servers understand.</summary>
    PercentU = 1 << 2,

    /// <summary>A NUL byte.</summary>
    Nul = 1 << 3,

    /// <summary>A percent sign that begins no escape.</summary>
    BadPercent = 1 << 4,

    /// <summary>A control character other than blanks and line ends.</summary>
    Control = 1 << 5,

    /// <summary>HTML character references.</summary>
    Entity = 1 << 6,

    /// <summary><c>\x3c</c> or <c>\u003c</c>.</summary>
    Backslash = 1 << 7,

    /// <summary>ASCII written in full-width forms.</summary>
    FullWidth = 1 << 8,

    /// <summary>A line end.</summary>
    LineEnd = 1 << 9,

    /// <summary>An ampersand that came encoded, so that it ends no parameter.</summary>
    Ampersand = 1 << 10,

    /// <summary>The two halves of a line end the wrong way round; nothing writes it so but a hand.</summary>
    TurnedLineEnd = 1 << 11,
}
