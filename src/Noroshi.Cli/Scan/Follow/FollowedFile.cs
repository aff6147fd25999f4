using System.Security.Cryptography;
using Noroshi.Sensor.Logs;

namespace Noroshi.Cli.Scan.Follow;

/// <summary>One log that is still being written: gives whole lines as they appear, and goes on through rotation by renaming, by copying and truncating, and through times when there is no such file.</summary>
/// <remarks>
/// A rotated file is held open and read on until nothing has come for a while after the new file stood there, since a service goes on writing to the old one until it is told.
/// A line without its end waits in the file; nothing is kept in memory but the place.
/// </remarks>
/// <param name="path">Its name.</param>
/// <param name="held">What stood under the name when it was listed, held open since; null for what stands there when it is looked at.</param>
/// <param name="isRotated">Whether it was rotated from a log that is followed as well: it is read as far as it goes, and what gets its name next is read under that log's name.</param>
/// <param name="isHashed">Whether its bytes are hashed as they are read, which takes time.</param>
internal sealed class FollowedFile(string path, OpenedFile? held = null, bool isRotated = false, bool isHashed = false) : IDisposable
{
    /// <summary>Bytes before a place by which it is known again.</summary>
    internal const int Marked = 64;

    /// <summary>How often a file that was renamed must be found quiet before the new one is begun.</summary>
    private const int QuietLooks = 3;

    private const int MostTries = 3;

    private readonly byte[] _before = new byte[Marked];
    private readonly Queue<OpenedFile> _successors = [];
    private readonly IncrementalHash? _hash = isHashed ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    private readonly List<(long Size, string Hash)> _ended = [];
    private FileStream? _file;
    private (int Generation, FileStream? File) _former = (-1, null);
    private FileIdentity _identity;
    private int _marked;
    private long _seen;
    private int _quiet;
    private bool _isInsideLongLine;
    private OpenedFile? _held = held;
    private bool _isOver;

    internal string Path => path;

    internal bool IsRotated => isRotated;

    /// <summary>How many files and truncations have been gone through under this name: lines of different generations are of different files.</summary>
    internal int Generation { get; private set; } = -1;

    /// <summary>Next line's place.</summary>
    internal long Offset { get; private set; }

    /// <summary>Lines before it in this generation.</summary>
    internal long Lines { get; private set; }

    /// <summary>How far from its beginning the file of a generation was read, and the SHA-256 of those bytes, lower-case hexadecimal; null when they are not hashed.</summary>
    internal (long Size, string Hash)? ReadOf(int generation) => _hash is null ? null : generation < Generation ? _ended[generation] : (Offset, Convert.ToHexStringLower(_hash.GetCurrentHash()));

    /// <summary>Reads a line again: of the file being read or of the one before it, if its bytes are still there.</summary>
    internal bool TryReadAgain(int generation, long offset, Span<byte> line)
    {
        var file = generation == Generation ? _file : generation == _former.Generation ? _former.File : null;
        if (file is null || (file == _file && _marked > 0 && !IsMarkThere())) return false;
        return file.Length >= offset + line.Length && ReadAt(file, offset, line) == line.Length;
    }

    internal FollowPlace? Place => _file is null ? null : new(path, _identity, Offset, Lines, Convert.ToHexString(_before, 0, _marked));

    /// <summary>Goes on where an earlier run stopped, at the first of its places that is still there, under the file's name or one that rotation gave it, packed or not; what was rotated after it comes next, in order. Otherwise the file is begun at its beginning.</summary>
    /// <param name="places">The places, the best first.</param>
    /// <param name="mostRotated">How many of the newest rotated files to look into.</param>
    internal bool TryResume(IEnumerable<FollowPlace> places, int mostRotated = int.MaxValue)
    {
        var wanted = places.ToArray();
        for (var i = 0; i < MostTries; i++)
        {
            if (RotatedFiles.Find(path, wanted, mostRotated) is not { } found) return false;
            Close();
            // Rotation may have moved the names on meanwhile: then once more.
            if (TryOpen(found.Name) && Marks(found.Place))
            {
                if (found.Name != path) AwaitSuccessors();
                Release();
                return true;
            }
        }
        Close();
        return false;
    }

    /// <summary>Gives the next whole lines; false when there are none now. The caller says how many lines they were by <see cref="Took"/>.</summary>
    internal bool TryRead(LineBlock block)
    {
        if (_isOver || (_file is null && !TryOpenFirst())) return false;
        if (HasBeenCut() && !TryBeginCut()) return false;
        if (TryFill(block, isLast: false)) return true;
        if ((_successors.Count == 0 && !HasBeenReplaced()) || ++_quiet < QuietLooks) return false;
        // The last line of a file nobody writes to any more is whole, end or not.
        if (TryFill(block, isLast: true)) return true;
        if (isRotated)
        {
            Pass();
            return false;
        }
        if (_successors.Count == 0) AwaitSuccessors();
        Close();
        while (_successors.TryDequeue(out var next))
        {
            if (TryBegin(next)) return TryFill(block, isLast: false);
        }
        return TryOpen(path) && TryFill(block, isLast: false);
    }

    internal void Took(int lines) => Lines += lines;

    public void Dispose()
    {
        Close();
        _former.File?.Dispose();
        foreach (var next in _successors) next.Close();
        Release();
        _hash?.Dispose();
    }

    /// <summary>Reads nothing more of it.</summary>
    internal void Pass()
    {
        Close();
        Release();
        _isOver = true;
    }

    private void Release()
    {
        _held?.Close();
        _held = null;
    }

    /// <summary>After truncation: lines may have come between the last look and the copy that was made before, so that comes first.</summary>
    private bool TryBeginCut()
    {
        if (_successors.Count == 0 && TryResume([Place!], mostRotated: 1)) return true;
        if (_file is null) return TryOpen(path);
        BeginAgain();
        return true;
    }

    /// <summary>What came after the file at hand: rotated since, and the one that has the name now. Held open from now on, so that no further rotation, packing or deleting takes any of it away.</summary>
    private void AwaitSuccessors()
    {
        var names = RotatedFiles.Of(path);
        var here = names.FindIndex(n => FileIdentity.Of(n) == _identity);
        // Packed meanwhile, it is another file with the same bytes.
        if (here < 0 && RotatedFiles.Find(path, [Place!], int.MaxValue) is { } copy) here = names.IndexOf(copy.Name);
        var since = System.IO.File.GetLastWriteTimeUtc(_file!.SafeFileHandle);
        if (here >= 0 && System.IO.File.GetLastWriteTimeUtc(names[here]) is var there && there < since) since = there;
        // A file that was rotated by another rule long ago sorts anywhere, but was changed before.
        foreach (var name in names.Skip(here + 1).Where(n => System.IO.File.GetLastWriteTimeUtc(n) >= since).Append(path))
        {
            if (OpenedFile.Of(name) is { } next) _successors.Enqueue(next);
        }
    }

    /// <summary>Begins with what was held since it was listed; if rotation has taken the name from it meanwhile, the next one follows it as always.</summary>
    private bool TryOpenFirst()
    {
        if (_held is not { } first) return TryOpen(path);
        _held = null;
        return TryBegin(first);
    }

    private bool TryOpen(string name) => OpenedFile.Of(name) is { } opened && TryBegin(opened);

    private bool TryBegin(OpenedFile opened)
    {
        _file = opened.Begin();
        if (_file is null) return false;
        _identity = opened.Identity;
        BeginAgain();
        return true;
    }

    private void BeginAgain()
    {
        var read = _hash?.GetHashAndReset();
        if (read is not null && Generation >= 0) _ended.Add((Offset, Convert.ToHexStringLower(read)));
        Generation++;
        (Offset, Lines, _seen, _marked, _quiet, _isInsideLongLine) = (0, 0, 0, 0, 0, false);
    }

    private bool Marks(FollowPlace place)
    {
        var before = Convert.FromHexString(place.Before);
        if (before.Length > Marked || place.Offset < before.Length || _file!.Length < place.Offset) return false;
        before.CopyTo(_before, 0);
        (Offset, Lines, _marked) = (place.Offset, place.Lines, before.Length);
        if (_hash is not null) HashUntil(_hash, Offset);
        return IsMarkThere();
    }

    /// <summary>What an earlier run, or this one under another name, has read of the file.</summary>
    private void HashUntil(IncrementalHash hash, long offset)
    {
        var part = new byte[1 << 16];
        for (var at = 0L; at < offset && ReadAt(_file!, at, part.AsSpan(0, (int)Math.Min(part.Length, offset - at))) is > 0 and var read; at += read) hash.AppendData(part, 0, read);
    }

    private bool HasBeenCut()
    {
        var length = _file!.Length;
        return length < Offset || (length != _seen && _marked > 0 && !IsMarkThere());
    }

    private bool IsMarkThere()
    {
        Span<byte> now = stackalloc byte[Marked];
        now = now[.._marked];
        return RandomAccess.Read(_file!.SafeFileHandle, now, Offset - _marked) == _marked && now.SequenceEqual(_before.AsSpan(0, _marked));
    }

    private bool HasBeenReplaced() => FileIdentity.Of(path) is { } now && now != _identity;

    private bool TryFill(LineBlock block, bool isLast)
    {
        while (true)
        {
            var length = _file!.Length;
            if (length == _seen && !isLast) return false;
            var room = block.Bytes;
            var read = (int)Math.Min(room.Length, length - Offset);
            read = read <= 0 ? 0 : ReadAt(_file, Offset, room.AsSpan(0, read));
            if (Offset + read >= length) _seen = length;
            if (read == 0) return false;
            _quiet = 0;
            if (_isInsideLongLine)
            {
                if (!TrySkip(room.AsSpan(0, read))) return false;
                continue;
            }
            var whole = isLast && Offset + read >= length ? read : room.AsSpan(0, read).LastIndexOf((byte)'\n') + 1;
            if (whole == 0 && read < LogReader.MaxLineBytes) return false;
            if (whole == 0) (whole, _isInsideLongLine) = (read, true);
            Give(block, whole);
            return true;
        }
    }

    private static int ReadAt(FileStream file, long offset, Span<byte> room)
    {
        var length = 0;
        while (length < room.Length && RandomAccess.Read(file.SafeFileHandle, room[length..], offset + length) is > 0 and var read) length += read;
        return length;
    }

    /// <summary>Passes over the rest of a line too long to be read whole.</summary>
    private bool TrySkip(ReadOnlySpan<byte> read)
    {
        var end = read.IndexOf((byte)'\n');
        _isInsideLongLine = end < 0;
        var passed = end < 0 ? read.Length : end + 1;
        Mark(read[..passed]);
        Offset += passed;
        _seen = 0;
        return end >= 0 || _file!.Length > Offset;
    }

    private void Give(LineBlock block, int whole)
    {
        block.Length = whole;
        block.Offset = Offset;
        block.IsFirst = Offset == 0;
        Mark(block.Lines);
        Offset += whole;
    }

    private void Mark(ReadOnlySpan<byte> read)
    {
        _hash?.AppendData(read);
        var kept = read[^Math.Min(Marked, read.Length)..];
        kept.CopyTo(_before);
        _marked = kept.Length;
    }

    /// <summary>Ends with this file; it stays open until the next one ends too, so that its lines can be read again as proof.</summary>
    private void Close()
    {
        if (_file is null) return;
        _former.File?.Dispose();
        _former = (Generation, _file);
        _file = null;
    }
}
