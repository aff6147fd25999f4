using System.Collections.Immutable;
using System.Globalization;
using Noroshi.Formats.Merkle;
using Noroshi.Formats.SignedNote;

namespace Noroshi.Formats.TlogProof;

/// <summary>Reads a proof file line by line; the whole is then written again and compared, so nothing lenient can slip through.</summary>
internal static class ProofFileParser
{
    internal static ProofFile? Parse(ReadOnlySpan<byte> bytes, out NoteRefusal? refusal)
    {
        var text = bytes.Length <= ProofFile.MaxBytes ? Note.Utf8(bytes) : null;
        var split = text?.IndexOf("\n\n", StringComparison.Ordinal) ?? -1;
        if (text is null || split < 0) { return Refuse(NoteRefusal.NotText, 0, out refusal); }
        var lines = new Lines(text[..split].Split('\n'));
        if (Fields(lines) is not { } fields) { refusal = lines.Refusal; return null; }
        var head = Note.Parse(System.Text.Encoding.UTF8.GetBytes(text[(split + 2)..]), out var inHead);
        if (head is null) { return Refuse(inHead!.Value.Code, inHead.Value.Line == 0 ? 0 : inHead.Value.Line + lines.Count + 1, out refusal); }
        var proof = new ProofFile(fields.Index, fields.Hashes, head) { Extra = fields.Extra, Keys = fields.Keys };
        refusal = null;
        return proof.ToString() == text ? proof : Refuse(NoteRefusal.Spelling, 0, out refusal);
    }

    private static (ImmutableArray<byte>? Extra, long Index, ImmutableArray<MerkleHash> Hashes, ImmutableArray<NoteKey> Keys)? Fields(Lines lines)
    {
        if (lines.Next() != ProofFile.Header) { return lines.Refuse(NoteRefusal.Header); }
        ImmutableArray<byte>? extra = null;
        if (lines.Take("extra ") is { } given)
        {
            if (CanonicalBase64.Decode(given) is not { } bytes) { return lines.Refuse(NoteRefusal.Extra); }
            extra = [.. bytes];
        }
        if (!long.TryParse(lines.Take("index "), NumberStyles.None, CultureInfo.InvariantCulture, out var index)) { return lines.Refuse(NoteRefusal.Index); }
        var hashes = ImmutableArray.CreateBuilder<MerkleHash>();
        while (lines.IsMore && !lines.Peek("key "))
        {
            if (CanonicalBase64.Decode(lines.Next()) is not { Length: MerkleHash.Length } hash) { return lines.Refuse(NoteRefusal.Hash); }
            hashes.Add(new(hash));
        }
        var keys = ImmutableArray.CreateBuilder<NoteKey>();
        while (lines.IsMore)
        {
            if (!NoteKey.TryParse(lines.Take("key ") ?? "", out var key)) { return lines.Refuse(NoteRefusal.Key); }
            keys.Add(key);
        }
        return (extra, index, hashes.ToImmutable(), keys.ToImmutable());
    }

    private static ProofFile? Refuse(string code, int line, out NoteRefusal? refusal)
    {
        refusal = new(code, line);
        return null;
    }

    private sealed class Lines(string[] lines)
    {
        private int _at;

        internal int Count => lines.Length;

        internal bool IsMore => _at < lines.Length;

        internal NoteRefusal? Refusal { get; private set; }

        internal string Next() => lines[_at++];

        internal bool Peek(string prefix) => IsMore && lines[_at].StartsWith(prefix, StringComparison.Ordinal);

        internal string? Take(string prefix) => Peek(prefix) ? Next()[prefix.Length..] : null;

        internal (ImmutableArray<byte>? Extra, long Index, ImmutableArray<MerkleHash> Hashes, ImmutableArray<NoteKey> Keys)? Refuse(string code)
        {
            Refusal = new(code, Math.Max(1, _at));
            return null;
        }
    }
}
