using Noroshi.Sensor.Detectors.Web.Decoding;

namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Where in a request a text stood.</summary>
internal enum Place
{
    /// <summary>The path, or a part of it between slashes.</summary>
    Path,

    /// <summary>A parameter's name.</summary>
    Name,

    /// <summary>A parameter's value.</summary>
    Value,

    /// <summary>The Referer.</summary>
    Referer,

    /// <summary>The User-Agent.</summary>
    Agent,

    /// <summary>Another header, or a cookie's value.</summary>
    Header,
}

/// <summary>One decoded text under judgement.</summary>
internal readonly ref struct Passage
{
    /// <summary>Bytes from which a word may be a token.</summary>
    internal const int LeastToken = 32;

    internal Passage(TextDecoder decoded, ReadOnlySpan<byte> name, Place place, Hints hints, int start = 0)
    {
        Text = decoded.Lower[start..];
        Cased = decoded.Cased[start..];
        Name = name;
        Place = place;
        Tricks = decoded.Tricks;
        Hints = hints;
        Marks = MarkTable.Of(Text);
    }

    /// <summary>The text, in lower case.</summary>
    internal ReadOnlySpan<byte> Text { get; }

    /// <summary>The same with letters as they were.</summary>
    internal ReadOnlySpan<byte> Cased { get; }

    /// <summary>The parameter's name in lower case; empty where there is none.</summary>
    internal ReadOnlySpan<byte> Name { get; }

    /// <summary>Where it stood.</summary>
    internal Place Place { get; }

    /// <summary>What was undone to read it.</summary>
    internal Tricks Tricks { get; }

    /// <summary>Which characters occur.</summary>
    internal Marks Marks { get; }

    /// <summary>Groups of telling words in the whole request.</summary>
    internal Hints Hints { get; }

    /// <summary>Whether it is one long word of letters, digits and dashes, as sessions, signatures and marks of campaigns are: what somebody serialized may hide in it, and no language can be read there.</summary>
    internal bool IsToken => Text.Length >= LeastToken && (Marks & ~(Marks.Letter | Marks.Digit | Marks.Dash)) == 0;

    /// <summary>Whether any of some characters occurs.</summary>
    internal bool HasAny(Marks marks) => (Marks & marks) != 0;

    /// <summary>Whether all of some characters occur.</summary>
    internal bool HasAll(Marks marks) => (Marks & marks) == marks;
}
