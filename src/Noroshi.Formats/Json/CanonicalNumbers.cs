namespace Noroshi.Formats.Json;

/// <summary>Which numbers the canonical form accepts.</summary>
public enum CanonicalNumbers
{
    /// <summary>Every finite number, as ECMAScript prints the nearest double (RFC 8785 section 3.2.2.3).</summary>
    EcmaScript,

    /// <summary>Whole numbers from -(2^53 - 1) to 2^53 - 1, written without fraction or exponent: what any reader and printer agrees on. Ledger entries use this.</summary>
    WholeOnly,
}
