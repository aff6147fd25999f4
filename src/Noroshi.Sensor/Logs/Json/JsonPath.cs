using System.Text;

namespace Noroshi.Sensor.Logs.Json;

/// <summary>The way to a member of a JSON object: names joined by dots, small and capital letters alike. <c>a.b[0].c</c> names an array's first element; <c>a.b</c> alone means it too when it is no object.</summary>
public sealed class JsonPath
{
    /// <summary>A path of its text.</summary>
    /// <param name="text">Names joined by dots.</param>
    public JsonPath(string text)
    {
        Text = text;
        Utf8 = Encoding.UTF8.GetBytes(text.ToLowerInvariant());
        Hash = HashOf(JsonHash.Start, Utf8);
    }

    /// <summary>The path as written.</summary>
    public string Text { get; }

    internal byte[] Utf8 { get; }

    internal ulong Hash { get; }

    internal static ulong HashOf(ulong hash, ReadOnlySpan<byte> text)
    {
        foreach (var b in text) hash = JsonHash.Next(hash, b);
        return hash;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
