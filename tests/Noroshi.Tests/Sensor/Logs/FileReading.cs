using System.Text;
using Noroshi.Sensor.Logs;
using Noroshi.Tests.Content;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>One file read line after line, as the program does it: with the maps that ship.</summary>
internal static class FileReading
{
    internal static LogReader NewReader() =>
        new(new(LogClock.Utc(new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero))) { Maps = new(BuiltInContent.Catalog.LogMaps) });

    /// <summary>What each line says; null for a line nothing recognises.</summary>
    internal static ReadLine?[] Of(params string[] lines)
    {
        var reader = NewReader();
        return [.. lines.Select(line => ReadLine.Of(Encoding.UTF8.GetBytes(line), reader))];
    }

    /// <summary>What one line says.</summary>
    internal static ReadLine One(string line) => Of(line)[0] ?? throw new InvalidOperationException($"not recognised: {line}");
}
