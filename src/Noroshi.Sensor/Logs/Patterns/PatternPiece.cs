namespace Noroshi.Sensor.Logs.Patterns;

/// <summary>What a piece of a pattern matches.</summary>
internal enum PatternShape
{
    /// <summary>Exactly its bytes.</summary>
    Literal,

    /// <summary>An IP address, bare or in brackets, with a port or without.</summary>
    Address,

    /// <summary>An IP address or a host name.</summary>
    HostOrAddress,

    /// <summary>Bytes without a blank, up to what follows.</summary>
    Word,

    /// <summary>Digits.</summary>
    Number,

    /// <summary>Text up to a quote that is not escaped.</summary>
    Quoted,

    /// <summary>A text as Linux audit writes it: in quotes, or as the hexadecimal digits of its bytes.</summary>
    Audit,

    /// <summary>A time in any of the forms of <see cref="PatternHead"/>.</summary>
    Time,

    /// <summary>Any text the server itself chose.</summary>
    Own,

    /// <summary>Any text the peer may have chosen.</summary>
    Peer,
}

/// <summary>What a capture says about the line.</summary>
internal enum PatternField
{
    None,
    Source,
    Port,
    Account,
    Actor,
    Target,
    Site,
    Host,
    Session,
    Operation,
    Agent,
    Sender,
    Time,
    Status,
    Bytes,
    Count,
}

/// <summary>One piece: a literal or a capture.</summary>
/// <param name="Shape">What it matches.</param>
/// <param name="Field">What it says; <see cref="PatternField.None"/> for a literal.</param>
/// <param name="Text">The literal's bytes.</param>
internal sealed record PatternPiece(PatternShape Shape, PatternField Field, byte[] Text)
{
    /// <summary>Whether it has no end of its own and stops only where the next piece is found.</summary>
    internal bool IsFree => Shape is PatternShape.Own or PatternShape.Peer;
}
