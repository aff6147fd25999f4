using System.Security.Cryptography;
using System.Text;

namespace Noroshi.Cli.Scan.Proof;

/// <summary>A writer that hashes, as UTF-8, what passes through it on its way to another, which is not closed.</summary>
/// <param name="inner">The other.</param>
internal sealed class HashedWriter(TextWriter inner) : TextWriter
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override Encoding Encoding => inner.Encoding;

    /// <summary>SHA-256 of all that was written until now, lower-case hexadecimal.</summary>
    internal string Hash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        _hash.AppendData(Encoding.UTF8.GetBytes(value ?? ""));
        inner.Write(value);
    }

    public override void WriteLine(string? value) => Write(value + inner.NewLine);

    public override void Flush() => inner.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _hash.Dispose();
        base.Dispose(disposing);
    }
}
