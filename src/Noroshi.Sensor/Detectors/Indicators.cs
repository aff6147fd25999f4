using System.Text;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors;

/// <summary>
/// A set of addresses, host names and URLs known to be malicious, up to a million. Read from a plain list, CSV (the first field that is one of them) or a hosts file. Immutable; for many threads.
/// </summary>
/// <remarks>Sorted 64-bit keys with an index on their upper bits, and the text itself to be sure.</remarks>
public sealed class Indicators
{
    /// <summary>The most that are kept of one set.</summary>
    public const int Most = 1_000_000;

    private const int IndexBits = 16;

    private readonly ulong[] _keys;
    private readonly int[] _at;
    private readonly int[] _index = new int[(1 << IndexBits) + 1];
    private readonly byte[] _texts;

    private Indicators(ulong[] keys, int[] at, byte[] texts, int ignored)
    {
        (_keys, _at, _texts, Ignored) = (keys, at, texts, ignored);
        Array.Sort(_keys, _at);
        for (int i = 0, prefix = 0; prefix <= 1 << IndexBits; prefix++)
        {
            while (i < _keys.Length && _keys[i] >> (64 - IndexBits) < (ulong)prefix) i++;
            _index[prefix] = i;
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _keys.Length;

    /// <summary>Lines that name nothing that could be looked for, and what was beyond <see cref="Most"/>.</summary>
    public int Ignored { get; }

    /// <summary>Reads a list.</summary>
    /// <param name="list">UTF-8 text; <c>#</c> and <c>;</c> begin comments.</param>
    public static Indicators Read(ReadOnlySpan<byte> list)
    {
        List<ulong> keys = [];
        List<int> at = [];
        using MemoryStream texts = new();
        var ignored = 0;
        foreach (var range in list.Split((byte)'\n'))
        {
            var line = list[range].Trim(" \t\r"u8);
            if (line.IsEmpty || line[0] is (byte)'#' or (byte)';') continue;
            var name = NameOf(line);
            if (name.IsEmpty || name.Length > 255 || keys.Count == Most)
            {
                ignored++;
                continue;
            }
            keys.Add(Keys.OfName(name, 0));
            at.Add((int)texts.Length);
            texts.WriteByte((byte)name.Length);
            texts.Write(name);
        }
        return new([.. keys], [.. at], texts.ToArray(), ignored);
    }

    /// <summary>Whether an address, host name or URL is listed, letter case aside. Of a host name also the domains above it are looked for.</summary>
    /// <param name="name">The name.</param>
    public bool Contains(ReadOnlySpan<byte> name)
    {
        if (_keys.Length == 0 || name.IsEmpty) return false;
        if (IsListed(name)) return true;
        if (LineScan.Ipv4Length(name) == name.Length || name.Contains((byte)':') || name.Contains((byte)'/')) return false;
        for (var dot = name.IndexOf((byte)'.'); dot >= 0; dot = name.IndexOf((byte)'.'))
        {
            name = name[(dot + 1)..];
            // A top-level domain alone is nobody's.
            if (!name.Contains((byte)'.')) return false;
            if (IsListed(name)) return true;
        }
        return false;
    }

    private bool IsListed(ReadOnlySpan<byte> name)
    {
        var key = Keys.OfName(name, 0);
        var prefix = (int)(key >> (64 - IndexBits));
        var place = Array.BinarySearch(_keys, _index[prefix], _index[prefix + 1] - _index[prefix], key);
        if (place < 0) return false;
        while (place > 0 && _keys[place - 1] == key) place--;
        for (; place < _keys.Length && _keys[place] == key; place++)
        {
            if (Ascii.EqualsIgnoreCase(_texts.AsSpan(_at[place] + 1, _texts[_at[place]]), name)) return true;
        }
        return false;
    }

    /// <summary>The name in a line: the second word of a hosts file's, else the first field that has a dot or a colon.</summary>
    private static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> line)
    {
        foreach (var hosts in (ReadOnlySpan<byte[]>)[[.. "0.0.0.0"u8], [.. "127.0.0.1"u8], [.. "::1"u8], [.. "::"u8]])
        {
            if (line.Length > hosts.Length && line.StartsWith(hosts) && line[hosts.Length] is (byte)' ' or (byte)'\t') return FirstWord(line[hosts.Length..].TrimStart(" \t"u8));
        }
        foreach (var range in line.SplitAny((byte)',', (byte)';', (byte)'\t'))
        {
            var field = line[range].Trim(" \""u8);
            if (field.IndexOfAny((byte)'.', (byte)':') >= 0 && field.IndexOf((byte)' ') < 0) return Bare(field);
        }
        return [];
    }

    private static ReadOnlySpan<byte> FirstWord(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny(" \t#"u8);
        return end < 0 ? text : text[..end];
    }

    /// <summary>Without the wildcard before it and the dot behind it, and an IPv6 address without its brackets.</summary>
    private static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> field) => field is [(byte)'[', .. var inside, (byte)']'] ? inside : field.TrimEnd((byte)'.').TrimStart("*."u8);
}
