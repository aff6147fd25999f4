using System.Collections.Immutable;
using System.Text;

namespace Noroshi.Formats.SignedNote;

/// <summary>A text with signatures of one or more keys; several while a key is being replaced.</summary>
/// <remarks>C2SP signed-note: the text ends in a line feed, then a blank line, then a line for each signature.</remarks>
/// <param name="Text">The signed text with its final line feed.</param>
/// <param name="Signatures">At least one.</param>
public sealed record Note(string Text, ImmutableArray<NoteSignature> Signatures)
{
    /// <summary>Most bytes of a note that is read.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Most signatures of a note that is read.</summary>
    public const int MaxSignatures = 32;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Signs a text with one key or several.</summary>
    /// <exception cref="ArgumentException">The text is empty, has control characters, does not end in a line feed, or there is no signer.</exception>
    public static Note Sign(string text, params IReadOnlyList<NoteSigner> signers)
    {
        if (!IsText(text) || !text.EndsWith('\n') || signers.Count == 0) { throw new ArgumentException("A note needs plain lines, each ended by a line feed, and a signer.", nameof(text)); }
        return new(text, [.. signers.Select(signer => signer.Sign(text))]);
    }

    /// <summary>Reads a note.</summary>
    /// <param name="bytes">The whole note.</param>
    /// <param name="refusal">Why it is refused, when null is returned.</param>
    public static Note? Parse(ReadOnlySpan<byte> bytes, out NoteRefusal? refusal)
    {
        refusal = null;
        var text = bytes.Length <= MaxBytes ? Utf8(bytes) : null;
        if (text is null || !IsText(text)) { return Refuse(NoteRefusal.NotText, 0, out refusal); }
        var split = text.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || !text.EndsWith('\n')) { return Refuse(NoteRefusal.Signature, 0, out refusal); }
        var body = text[..(split + 1)];
        var lines = text[(split + 2)..].Split('\n')[..^1];
        ImmutableArray<NoteSignature> signatures = [.. lines.Select(line => NoteSignature.Parse(line)!)];
        var bad = signatures.IndexOf(null!);
        if (bad >= 0 || signatures.Length is 0 or > MaxSignatures) { return Refuse(NoteRefusal.Signature, body.Count('\n') + 2 + Math.Max(bad, 0), out refusal); }
        var note = new Note(body, signatures);
        return note.ToString() == text ? note : Refuse(NoteRefusal.Spelling, 0, out refusal);
    }

    /// <summary>Checks the signatures.</summary>
    /// <param name="keys">The keys that are known.</param>
    /// <param name="isClosed">Whether a signature by any other key is refused too, so that no byte of the note can change unnoticed. The format itself wants such signatures ignored.</param>
    /// <returns>Null when at least one signature is by a known key, and all of those are right.</returns>
    public NoteRefusal? Verify(IReadOnlyCollection<NoteKey> keys, bool isClosed)
    {
        var line = Text.Count('\n') + 2;
        var verified = 0;
        foreach (var signature in Signatures)
        {
            var key = keys.FirstOrDefault(k => k.Id == signature.KeyId && k.Name == signature.Name);
            if (key is null && isClosed) { return new(NoteRefusal.UnknownKey, line); }
            if (key is not null && !key.Verify(Text, signature.Bytes.AsSpan())) { return new(NoteRefusal.BadSignature, line); }
            verified += key is null ? 0 : 1;
            line++;
        }
        return verified == 0 ? new(NoteRefusal.NoKnownKey, 0) : null;
    }

    /// <summary>The whole note.</summary>
    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(s => $"{s}\n"))}";

    /// <summary>The whole note in UTF-8.</summary>
    public byte[] ToBytes() => Strict.GetBytes(ToString());

    internal static string? Utf8(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Strict.GetString(bytes) : null;

    private static bool IsText(string text) => text.Length > 0 && !text.Any(static c => c < ' ' && c != '\n');

    private static Note? Refuse(string code, int line, out NoteRefusal? refusal)
    {
        refusal = new(code, line);
        return null;
    }
}
