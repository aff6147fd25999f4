using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Noroshi.Formats.SignedNote;

/// <summary>A public key that verifies signed notes: ECDSA on P-256 with a name. Safe for several threads at once.</summary>
/// <remarks>
/// C2SP signed-note, signature type 0x02: the key id is the first four bytes of SHA-256 over the SubjectPublicKeyInfo.
/// As text: <c>name+hex(id)+base64(0x02 ‖ SubjectPublicKeyInfo)</c>.
/// </remarks>
public sealed record NoteKey
{
    private const byte SignatureType = 0x02;
    private const string P256 = "1.2.840.10045.3.1.7";
    private readonly byte[] _spki;

    // RFC 5480 section 2: SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING { uncompressed point } }
    private static ReadOnlySpan<byte> P256Prefix =>
        [0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04];

    private NoteKey(string name, byte[] spki) => (Name, _spki) = (name, spki);

    /// <summary>The key's name, a schema-less address of the log such as <c>noroshi.example.jp/ledger</c>.</summary>
    public string Name { get; }

    /// <summary>The four bytes that stand before each signature.</summary>
    public uint Id => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(_spki));

    /// <summary>The public key as DER SubjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> PublicKey => _spki;

    /// <summary>The public half of a key, under a name.</summary>
    /// <exception cref="ArgumentException">The name is not usable, or the key is not on P-256.</exception>
    public static NoteKey Of(string name, ECDsa key) =>
        IsName(name) && IsP256(key) ? new(name, key.ExportSubjectPublicKeyInfo()) : throw new ArgumentException("A note key needs a name without spaces and plus signs, and a P-256 key.", nameof(name));

    /// <summary>Reads a verifier key's text.</summary>
    /// <returns>False when it is not readable, not spelled canonically, or its id is not the hash of its key.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out NoteKey? key)
    {
        key = null;
        var parts = text.Split('+', 3);
        if (parts.Length != 3 || !IsName(parts[0])) { return false; }
        if (CanonicalBase64.Decode(parts[2]) is not [SignatureType, .. var spki] || !IsP256(spki)) { return false; }
        key = new(parts[0], spki);
        if (key.ToString() != text) { key = null; }
        return key is not null;
    }

    /// <summary>Whether a signature over a text was made with this key.</summary>
    /// <param name="text">The signed text with its final line feed.</param>
    /// <param name="signature">DER, without the key id.</param>
    public bool Verify(string text, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_spki, out _);
        return key.VerifyData(Encoding.UTF8.GetBytes(text), signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>The verifier key's text.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}+{Id:x8}+{Convert.ToBase64String([SignatureType, .. _spki])}");

    /// <summary>Whether two keys have the same name and the same public key.</summary>
    public bool Equals(NoteKey? other) => other is not null && Name == other.Name && _spki.AsSpan().SequenceEqual(other._spki);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Id);

    internal static bool IsName(string name) =>
        name.Length > 0 && !name.EnumerateRunes().Any(static r => Rune.IsWhiteSpace(r) || Rune.IsControl(r) || r.Value is '+' or 0xFFFD);

    private static bool IsP256(ECDsa key) => key.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value == P256;

    // Everything before the point is the same for every P-256 key, so no other curve ever reaches the platform's parser.
    private static bool IsP256(byte[] spki)
    {
        if (spki.Length != 91 || !spki.AsSpan().StartsWith(P256Prefix)) { return false; }
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(spki, out _);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
