using System.Security.Cryptography;
using System.Text;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.SignedNote;

namespace Noroshi.Cli.Scan.Proof;

/// <summary>The key that seals run records, kept in a file for its owner alone: the public half on its first line, then the private one as PEM.</summary>
/// <remarks>RFC 7468 section 2 lets text stand before the first boundary.</remarks>
/// <param name="Public">The public half, with the key's name.</param>
/// <param name="Pem">The private half, PKCS #8.</param>
internal sealed record SealKey(NoteKey Public, string Pem)
{
    /// <summary>Makes a key and its file, which must not exist yet.</summary>
    /// <exception cref="ArgumentException">The name cannot be a key's.</exception>
    internal static SealKey Make(string path, string name)
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = new SealKey(NoteKey.Of(name, made), made.ExportPkcs8PrivateKeyPem());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes($"{key.Public}\n{key.Pem}\n"));
        return key;
    }

    /// <summary>Reads a key's file; a fault when it is none, or its halves do not belong together.</summary>
    internal static SealKey? Read(string path, List<Fault> faults)
    {
        if (DocumentFile.ReadBytes(path, faults) is not { } bytes) return null;
        var halves = Encoding.UTF8.GetString(bytes).Split('\n', 2);
        if (halves.Length == 2 && NoteKey.TryParse(halves[0], out var named) && PublicOf(halves[1], named.Name) == named) return new(named, halves[1]);
        faults.Add(new("NRS-X157", path));
        return null;
    }

    /// <summary>Signs a text.</summary>
    /// <param name="text">The text with its final line feed.</param>
    internal Note Sign(string text)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(Pem);
        return Note.Sign(text, new NoteSigner(Public.Name, key));
    }

    private static NoteKey? PublicOf(string pem, string name)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return NoteKey.Of(name, key);
        }
        catch (Exception unusable) when (unusable is ArgumentException or CryptographicException)
        {
            return null;
        }
    }
}
