namespace Noroshi.Formats.SignedNote;

/// <summary>Why a signed note or a proof file is not accepted: the first thing wrong.</summary>
/// <param name="Code">One of the codes in <see cref="NoteRefusal"/>, such as <c>NRS-F031</c>.</param>
/// <param name="Line">The line it stands on, from 1; 0 when it concerns the whole.</param>
public readonly record struct NoteRefusal(string Code, int Line)
{
    /// <summary>Not UTF-8, or a control character other than the line feed.</summary>
    public const string NotText = "NRS-F020";

    /// <summary>The first line is not the format's name.</summary>
    public const string Header = "NRS-F021";

    /// <summary>The extra line is not canonical base64.</summary>
    public const string Extra = "NRS-F022";

    /// <summary>The index line is missing or not a plain whole number.</summary>
    public const string Index = "NRS-F023";

    /// <summary>A line of the proof is not the canonical base64 of 32 bytes.</summary>
    public const string Hash = "NRS-F024";

    /// <summary>A verifier key is not readable, or its id is not the hash of its key.</summary>
    public const string Key = "NRS-F025";

    /// <summary>The text has no signatures, or a signature line is not readable.</summary>
    public const string Signature = "NRS-F026";

    /// <summary>The signed text is not a checkpoint: origin, size, root.</summary>
    public const string Checkpoint = "NRS-F027";

    /// <summary>The text can be read but is not spelled in the one permitted way.</summary>
    public const string Spelling = "NRS-F028";

    /// <summary>No signature was made with a known key.</summary>
    public const string NoKnownKey = "NRS-F030";

    /// <summary>A signature does not match the text: text or signature were changed.</summary>
    public const string BadSignature = "NRS-F031";

    /// <summary>A signature was made with a key that is not known, where only known keys are accepted.</summary>
    public const string UnknownKey = "NRS-F032";

    /// <summary>The checkpoint's origin is not the name of the key that signed it.</summary>
    public const string Origin = "NRS-F033";

    /// <summary>The proof does not lead from the entry to the signed root: entry, index or proof were changed.</summary>
    public const string Proof = "NRS-F034";
}
