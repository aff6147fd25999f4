namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Cuts a request target into path and parameters, as written, before anything is decoded.</summary>
internal static class RequestParts
{
    /// <summary>The path and the query of a target; of an absolute address (a proxy request) without scheme and host.</summary>
    internal static void Split(ReadOnlySpan<byte> target, out ReadOnlySpan<byte> path, out ReadOnlySpan<byte> query)
    {
        if (target.Length > 8 && target[0] is (byte)'h' or (byte)'H' && target[..8].IndexOf("://"u8) is > 0 and var scheme)
        {
            var slash = target[(scheme + 3)..].IndexOfAny((byte)'/', (byte)'?');
            target = slash < 0 ? [] : target[(scheme + 3 + slash)..];
        }
        var mark = target.IndexOf((byte)'?');
        path = mark < 0 ? target : target[..mark];
        query = mark < 0 ? [] : target[(mark + 1)..];
    }

    /// <summary>Takes the next parameter off a query. An ampersand that belongs to a value (<c>&amp;&amp;</c>, a character reference) does not end it.</summary>
    internal static void Next(ref ReadOnlySpan<byte> query, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var end = 0;
        while (end < query.Length)
        {
            var next = query[end..].IndexOf((byte)'&');
            end = next < 0 ? query.Length : end + next;
            if (next < 0 || Ends(query, end)) break;
            end += query[(end + 1)..] is [(byte)'&', ..] ? 2 : 1;
        }
        var one = query[..end];
        query = end < query.Length ? query[(end + 1)..] : [];
        var equal = one.IndexOf((byte)'=');
        name = equal < 0 ? [] : one[..equal];
        value = equal < 0 ? one : one[(equal + 1)..];
    }

    /// <summary>Whether an ampersand ends a parameter.</summary>
    private static bool Ends(ReadOnlySpan<byte> query, int at)
    {
        if (at + 1 >= query.Length) return true;
        if (query[at + 1] is (byte)'&' or (byte)'#') return false;
        return Decoding.CharacterReferences.Read(query[at..], stackalloc byte[4], out _) == 0;
    }
}
