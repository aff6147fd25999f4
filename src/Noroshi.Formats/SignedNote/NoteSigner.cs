using System.Security.Cryptography;
using System.Text;

namespace Noroshi.Formats.SignedNote;

/// <summary>A private key that signs notes under a name.</summary>
/// <param name="name">The key's name; see <see cref="NoteKey.Name"/>.</param>
/// <param name="key">A P-256 key, owned by the caller.</param>
public sealed class NoteSigner(string name, ECDsa key)
{
    /// <summary>The public half.</summary>
    public NoteKey Key { get; } = NoteKey.Of(name, key);

    /// <summary>Signs a text.</summary>
    /// <param name="text">The text with its final line feed.</param>
    public NoteSignature Sign(string text)
    {
        var signature = key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new(Key.Name, Key.Id, [.. signature]);
    }
}
