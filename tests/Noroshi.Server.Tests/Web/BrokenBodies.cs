using System.Text;

namespace Noroshi.Server.Tests.Web;

/// <summary>Bodies as they arrive when something is broken, lying, or far too much.</summary>
internal static class BrokenBodies
{
    /// <summary>By name, and whether an API must refuse it.</summary>
    internal static IEnumerable<(string Name, HttpContent Content, bool MustRefuse)> OfJson(Door door, (string Name, byte[] Bytes)[] files)
    {
        string right = door.Json!;
        // Where no body is read, the server answers at once and hangs up on whoever goes on sending.
        if (right.Length > 2) yield return ("10 MB", Bytes(Encoding.UTF8.GetBytes($$"""{"name":"{{new string('x', 10_000_000)}}"}"""), "application/json"), true);
        yield return ("200 deep", Bytes(Encoding.UTF8.GetBytes(Deep(200)), "application/json"), true);
        yield return ("100,000 deep", Bytes(Encoding.UTF8.GetBytes(new string('[', 100_000)), "application/json"), true);
        yield return ("not UTF-8", Bytes([.. "{\"name\":\""u8, 0xFF, 0xC0, 0x80, .. "\"}"u8], "application/json"), true);
        yield return ("UTF-16 with a mark", Bytes([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(right)], "application/json"), true);
        yield return ("UTF-8 with a mark, twice", Bytes([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(right)], "application/json"), true);
        yield return ("text/plain", Bytes(Encoding.UTF8.GetBytes(right), "text/plain"), true);
        yield return ("Shift_JIS", Bytes(Encoding.UTF8.GetBytes(right), "application/json; charset=shift_jis"), true);
        yield return ("no type", Bytes(Encoding.UTF8.GetBytes(right), null), true);
        yield return ("a form", new FormUrlEncodedContent([new("name", "x")]), true);
        yield return ("gzip, it says", Encoded(Bytes(Encoding.UTF8.GetBytes(right), "application/json")), true);
        yield return ("the same member twice", Bytes(Encoding.UTF8.GetBytes(Twice(right)), "application/json"), true);
        yield return ("an unknown member", Bytes(Encoding.UTF8.GetBytes("{\"no-such-member\":1," + right[1..]), "application/json"), true);
        yield return ("cut off", Bytes(Encoding.UTF8.GetBytes(right)[..^2], "application/json"), true);
        yield return ("two values", Bytes(Encoding.UTF8.GetBytes(right + right), "application/json"), true);
        yield return ("null", Bytes("null"u8.ToArray(), "application/json"), true);
        foreach ((string name, byte[] bytes) in files)
        {
            yield return (name, Bytes(bytes, "application/json"), name.StartsWith("n_", StringComparison.Ordinal));
        }
    }

    internal static IEnumerable<(string Name, HttpContent Content, bool MustRefuse)> OfForms(Door door)
    {
        string right = string.Join('&', door.Form.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}"));
        string name = door.Form.Count > 0 ? door.Form[0].Name : "x";
        const string Urlencoded = "application/x-www-form-urlencoded";
        if (door.Form.Count > 0)
        {
            yield return ("10 MB", Bytes(Encoding.ASCII.GetBytes($"{name}={new string('x', 10_000_000)}"), Urlencoded), true);
        }

        yield return ("5,000 fields", Bytes(Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 5000).Select(i => $"a{i}=1"))), Urlencoded), true);
        yield return ("a name of 100 kB", Bytes(Encoding.ASCII.GetBytes(new string('n', 100_000) + "=1"), Urlencoded), true);
        yield return ("not UTF-8", Bytes(Encoding.ASCII.GetBytes($"{name}=%FF%C0%80%ED%A0%80&{right}"), Urlencoded), false);
        yield return ("raw bytes", Bytes([.. Encoding.ASCII.GetBytes(name + "="), 0xFF, 0x00, 0xED, 0xA0, 0x80], Urlencoded), false);
        yield return ("half a percent sign", Bytes(Encoding.ASCII.GetBytes($"{name}=%&{name}=%4&=&&=%zz"), Urlencoded), false);
        yield return ("the same field many times", Bytes(Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Repeat($"{name}=1", 200))), Urlencoded), false);
        yield return ("UTF-16, it says", Bytes(Encoding.Unicode.GetBytes(right), Urlencoded + "; charset=utf-16"), false);
        yield return ("a charset nobody knows", Bytes(Encoding.ASCII.GetBytes(right), Urlencoded + "; charset=x-none"), false);
        yield return ("JSON", Bytes("{}"u8.ToArray(), "application/json"), true);
        yield return ("no type", Bytes(Encoding.ASCII.GetBytes(right), null), true);
        yield return ("nothing", Bytes([], Urlencoded), false);
        foreach ((string what, byte[] body, string? boundary) in Multiparts(name))
        {
            yield return (what, Bytes(body, boundary is null ? "multipart/form-data" : $"multipart/form-data; boundary={boundary}"), false);
        }
    }

    internal static IEnumerable<(string Name, byte[] Body, string? Boundary)> Multiparts(string name)
    {
        byte[] whole = Encoding.UTF8.GetBytes($"--b\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nabc\r\n--b--\r\n");
        yield return ("multipart without a boundary", whole, null);
        yield return ("multipart with another boundary", whole, "c");
        yield return ("multipart with an endless boundary", whole, new string('b', 300));
        yield return ("multipart with a header of 100 kB", Encoding.ASCII.GetBytes($"--b\r\nContent-Disposition: form-data; name=\"{new string('n', 100_000)}\"\r\n\r\nx\r\n--b--\r\n"), "b");
        yield return ("multipart that says nothing", "--b--\r\n"u8.ToArray(), "b");
        yield return ("multipart with a broken header", "--b\r\nContent-Disposition\r\n\r\nx\r\n--b--\r\n"u8.ToArray(), "b");
        // The last line end may be missing: the closing boundary stands.
        for (int cut = 1; cut < whole.Length - 2; cut += 7)
        {
            yield return ($"multipart cut after {cut} bytes", whole[..cut], "b");
        }
    }

    private static string Deep(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);

    // The first member again, at the end.
    private static string Twice(string json) => json.Length > 2 ? json[..^1] + "," + json[1..json.IndexOf(':', StringComparison.Ordinal)] + ":\"x\"}" : "{\"a\":1,\"a\":2}";

    private static ByteArrayContent Bytes(byte[] bytes, string? type)
    {
        var content = new ByteArrayContent(bytes);
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return content;
    }

    private static ByteArrayContent Encoded(ByteArrayContent content)
    {
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }
}
