namespace Noroshi.Sensor.Logs.Json;

/// <summary>FNV-1a over a path in small ASCII letters, taken on member by member. Quick, not secret: a match is always compared byte by byte, since peers may choose member names.</summary>
internal static class JsonHash
{
    internal const ulong Start = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    internal static ulong Next(ulong hash, byte b) => (hash ^ Lower(b)) * Prime;

    internal static byte Lower(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
}
