using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Noroshi.Formats.SignedNote;

/// <summary>One signature line of a note.</summary>
/// <param name="Name">Name of the key.</param>
/// <param name="KeyId">The key's id; see <see cref="NoteKey.Id"/>.</param>
/// <param name="Bytes">The signature itself, as its type defines it.</param>
public sealed record NoteSignature(string Name, uint KeyId, ImmutableArray<byte> Bytes)
{
    private const string Dash = "\u2014 ";

    /// <summary>Reads a line without its line feed; null when it is not a signature line in canonical spelling.</summary>
    public static NoteSignature? Parse(string line)
    {
        if (!line.StartsWith(Dash, StringComparison.Ordinal)) { return null; }
        var parts = line[Dash.Length..].Split(' ');
        if (parts.Length != 2 || !NoteKey.IsName(parts[0])) { return null; }
        return CanonicalBase64.Decode(parts[1]) is { Length: > 4 } bytes
            ? new(parts[0], BinaryPrimitives.ReadUInt32BigEndian(bytes), [.. bytes.AsSpan(4)])
            : null;
    }

    /// <summary>The line, without its line feed.</summary>
    public override string ToString()
    {
        var bytes = new byte[4 + Bytes.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Bytes.CopyTo(bytes, 4);
        return $"{Dash}{Name} {Convert.ToBase64String(bytes)}";
    }
}
