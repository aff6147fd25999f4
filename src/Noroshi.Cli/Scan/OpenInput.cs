using System.Globalization;
using System.Security.Cryptography;
using Noroshi.Cli.Scan.Follow;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli.Scan;

/// <summary>An input while it is read from its beginning to its end: the unpacked bytes, and what becomes known of the packed ones on the way.</summary>
internal sealed class OpenInput : IDisposable
{
    private readonly ScanInput _input;
    private readonly Stream _raw;
    private readonly Stream _tapped;
    private readonly IncrementalHash? _hash;
    private readonly SeenFile _seen;
    private readonly FileStream? _file;
    private bool _isRawAtEnd;

    /// <param name="input">The input.</param>
    /// <param name="isHashed">Whether its bytes are hashed as they are read, which takes time.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    internal OpenInput(ScanInput input, bool isHashed)
    {
        _input = input;
        _raw = input.OpenRaw();
        // What comes through a pipe is read once and can be compared with nothing.
        _file = input.Kept is null && _raw is FileStream { CanSeek: true } file ? file : null;
        _seen = new(_file is null ? default : FileIdentity.Of(_file.SafeFileHandle));
        _tapped = new TappedStream(_raw, Tap);
        if (isHashed) _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Text = input.Unpack(_tapped);
    }

    /// <summary>The unpacked bytes.</summary>
    internal Stream Text { get; }

    /// <summary>Bytes read so far as they lie on the disk.</summary>
    internal long PackedBytes => _seen.Length;

    /// <summary>By what the file is known again; null for what is no file.</summary>
    internal SeenFile? Seen => _file is null ? null : _seen;

    /// <summary>What is amiss once nothing more comes; null when the input was read to its end.</summary>
    /// <param name="offset">Unpacked bytes that came.</param>
    /// <param name="failure">What reading ended with; null for an end.</param>
    internal Fault? Amiss(long offset, Exception? failure)
    {
        var at = offset.ToString("N0", CultureInfo.InvariantCulture);
        return failure switch
        {
            InvalidDataException or EndOfStreamException => new Fault(_isRawAtEnd ? "NRS-X151" : "NRS-X152", _input.Name).With("offset", at),
            not null => new Fault("NRS-X122", _input.Name).With("reason", failure.Message),
            // The way of packing has an end of its own: what stands behind it was not unpacked.
            null => _isRawAtEnd ? null : new Fault("NRS-X153", _input.Name).With("offset", at),
        };
    }

    /// <summary>That the file was cut off or written anew while it was read; null when it was not.</summary>
    internal Fault? Cut() => _file is null || _seen.IsIn(_file) ? null : new("NRS-X170", _input.Name);

    /// <summary>SHA-256 of all bytes as they lie on the disk, also of those that unpacking left unread; null when they were not hashed or the rest cannot be read.</summary>
    internal string? Hash()
    {
        if (_hash is null) return null;
        try
        {
            _tapped.CopyTo(Stream.Null);
        }
        catch (IOException)
        {
            return null;
        }
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose()
    {
        Text.Dispose();
        _tapped.Dispose();
        _raw.Dispose();
        _hash?.Dispose();
    }

    private void Tap(ReadOnlySpan<byte> read)
    {
        _seen.See(read);
        _isRawAtEnd = read.IsEmpty;
        _hash?.AppendData(read);
    }
}
