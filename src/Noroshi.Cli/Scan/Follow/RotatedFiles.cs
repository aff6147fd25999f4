using System.Buffers;

namespace Noroshi.Cli.Scan.Follow;

/// <summary>What rotation has made of a followed log: <c>app.log.1</c>, <c>app.log.2.gz</c>, <c>app.log-20261121</c>; and where in them a place reached earlier stands now.</summary>
/// <remarks>logrotate(8): numbers grow with age, <c>dateext</c> appends a date; newsyslog(8) begins at 0. Other names are not taken for this log's.</remarks>
internal static class RotatedFiles
{
    private static readonly string[] _packed = [".gz", ".bz2", ".xz", ".zst"];
    private static readonly SearchValues<char> _age = SearchValues.Create("0123456789-_.:T");
    private static readonly SearchValues<char> _digits = SearchValues.Create("0123456789");

    /// <summary>The rotated files, oldest first. One that is just being packed is there once, as it was.</summary>
    internal static List<string> Of(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder)) return [];
        var files = Directory.EnumerateFiles(folder, Path.GetFileName(path) + "?*").Where(n => IsRotation(Path.GetFileName(n), Path.GetFileName(path)));
        var names = files.GroupBy(Unpacked, StringComparer.Ordinal).Select(same => same.MinBy(n => n.Length)!).ToList();
        names.Sort(LogFileName.Compare);
        return names;
    }

    /// <summary>The first of the places that is still there, and the name of its file now: told by the file's identity, or where that was lost by copying or packing, by the bytes before the place.</summary>
    /// <param name="path">The followed log.</param>
    /// <param name="wanted">The places, the best first.</param>
    /// <param name="mostRotated">How many of the newest rotated files to look into.</param>
    internal static (FollowPlace Place, string Name)? Find(string path, FollowPlace[] wanted, int mostRotated)
    {
        var files = Enumerable.Reverse(Of(path)).Take(mostRotated).Prepend(path).Select(n => (Name: n, Identity: FileIdentity.Of(n), Packing: PackingOf(n))).Where(f => f.Identity is not null).ToArray();
        var plain = files.Where(f => f.Packing == Packing.None).ToArray();
        Dictionary<string, HashSet<FollowPlace>> held = [];
        foreach (var place in wanted)
        {
            foreach (var (name, _, packing) in plain.OrderByDescending(f => f.Identity == place.Identity).Concat(files.Where(f => f.Packing is not (Packing.None or Packing.Unknown))))
            {
                if (!held.TryGetValue(name, out var there)) held[name] = there = Held(name, packing, wanted);
                if (there.Contains(place)) return (place, name);
            }
        }
        return null;
    }

    /// <summary>How a file is packed, told by its first bytes.</summary>
    internal static Packing PackingOf(string name)
    {
        try
        {
            return FirstBytes.PackingOf(name, out _);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Packing.Unknown;
        }
    }

    /// <summary>The places a file holds, in one pass over it.</summary>
    private static HashSet<FollowPlace> Held(string name, Packing packing, FollowPlace[] places)
    {
        HashSet<FollowPlace> held = [];
        try
        {
            var input = new ScanInput(name, 0, default, packing);
            using var raw = input.OpenRaw();
            using var text = input.Unpack(raw);
            var identity = FileIdentity.Of(name);
            var tail = new byte[FollowedFile.Marked];
            var at = 0L;
            foreach (var place in places.OrderBy(p => p.Offset))
            {
                var before = Convert.FromHexString(place.Before);
                // Of a place at the beginning only the file itself can say that it is the one.
                if (before.Length == 0 ? place.Offset == 0 && place.Identity == identity : TryGo(text, tail, ref at, place.Offset) && tail.AsSpan().EndsWith(before)) held.Add(place);
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // What was found before that is there all the same.
        }
        return held;
    }

    /// <summary>Goes forward to a place; the tail then holds the bytes before it.</summary>
    private static bool TryGo(Stream text, byte[] tail, ref long at, long offset)
    {
        if (text.CanSeek && offset - at > tail.Length)
        {
            if (text.Length < offset) return false;
            text.Position = at = offset - tail.Length;
        }
        var part = new byte[1 << 16];
        while (at < offset)
        {
            var read = text.Read(part, 0, (int)Math.Min(part.Length, offset - at));
            if (read == 0) return false;
            at += read;
            var kept = Math.Min(read, tail.Length);
            tail.AsSpan(kept).CopyTo(tail);
            part.AsSpan(read - kept, kept).CopyTo(tail.AsSpan(tail.Length - kept));
        }
        return true;
    }

    /// <summary>Whether a file has a name that rotation gives to a log's files.</summary>
    internal static bool IsOf(string path, string log)
    {
        var name = Path.GetFileName(path);
        return name.StartsWith(Path.GetFileName(log), StringComparison.Ordinal) && Path.GetDirectoryName(Path.GetFullPath(path)) == Path.GetDirectoryName(Path.GetFullPath(log)) && IsRotation(name, Path.GetFileName(log));
    }

    private static bool IsRotation(string name, string log)
    {
        var age = Unpacked(name).AsSpan(log.Length);
        return age is ['.' or '-' or '_', _, ..] && !age.ContainsAnyExcept(_age) && age.ContainsAny(_digits);
    }

    private static string Unpacked(string name) => _packed.FirstOrDefault(p => name.EndsWith(p, StringComparison.OrdinalIgnoreCase)) is { } packed ? name[..^packed.Length] : name;
}
