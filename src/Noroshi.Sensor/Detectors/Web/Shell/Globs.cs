namespace Noroshi.Sensor.Detectors.Web.Shell;

/// <summary>Paths a shell completes: <c>/???/c?t</c> is <c>/bin/cat</c>.</summary>
internal static class Globs
{
    private static readonly System.Buffers.SearchValues<byte> Ends = System.Buffers.SearchValues.Create(" \n;|&\"'<>)"u8);

    /// <summary>Points of an absolute path at the start of a text.</summary>
    internal static int Weigh(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny(Ends) is >= 0 and var end) text = text[..end];
        if (text.Length < 5) return 0;
        var slash = text[1..].IndexOf((byte)'/');
        if (slash < 1 || (slash == 1 && text[1] != '*')) return 0;
        var folder = text.Slice(1, slash);
        var rest = text[(slash + 2)..];
        var wild = text.IndexOfAny("?*["u8) >= 0;
        if (!wild) return Program(text);
        if (folder.IndexOfAny("?*["u8) < 0 && rest.IndexOfAny("=&"u8) >= 0) return 0;
        var isKnown = Matches(folder, "bin"u8) || Matches(folder, "usr"u8) || Matches(folder, "etc"u8) || Matches(folder, "sbin"u8) || Matches(folder, "proc"u8) || Matches(folder, "var"u8) || Matches(folder, "tmp"u8) || Matches(folder, "home"u8);
        if (!isKnown) return 0;
        var wilds = Count(text);
        return folder.IndexOfAny("?*["u8) >= 0 && wilds >= 2 && rest.IndexOfAnyExcept((byte)'*') >= 0 || wilds >= 1 && rest.Length >= 2 ? 7 : 0;
    }

    private static int Program(ReadOnlySpan<byte> text)
    {
        var last = text.LastIndexOf((byte)'/');
        var folder = text[..(last + 1)];
        var isFolder = folder.EndsWith("/bin/"u8) || folder.EndsWith("/sbin/"u8);
        return isFolder && ShellWords.TryGet(text[(last + 1)..], out _) ? 7 : 0;
    }

    private static int Count(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var b in text) count += b is (byte)'?' or (byte)'*' or (byte)'[' ? 1 : 0;
        return count;
    }

    /// <summary>Whether a pattern of one name matches a name; greedy stars need no way back here because names are short.</summary>
    internal static bool Matches(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> name)
    {
        if (pattern.Length > 12) return false;
        if (pattern.IsEmpty) return name.IsEmpty;
        if (pattern[0] == '*')
        {
            for (var skip = 0; skip <= name.Length; skip++)
            {
                if (Matches(pattern[1..], name[skip..])) return true;
            }
            return false;
        }
        return !name.IsEmpty && (pattern[0] == '?' || pattern[0] == name[0]) && Matches(pattern[1..], name[1..]);
    }
}
