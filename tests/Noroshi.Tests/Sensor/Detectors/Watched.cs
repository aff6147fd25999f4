using System.Collections.Immutable;
using System.Text;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Logs;
using Noroshi.Tests.Content;

namespace Noroshi.Tests.Sensor.Detectors;

/// <summary>Lines given to a watch, in blocks as a program would.</summary>
internal static class Watched
{
    internal static WatchSettings Settings { get; } = SettingsWith(131_072);

    internal static WatchSettings SettingsWith(int mostSources) => new(BuiltInContent.Catalog.Behaviours.Select(b => b.Setting)) { MostSources = mostSources, Seed = 42 };

    internal static ImmutableArray<Finding> Findings(IEnumerable<string> lines, WatchSettings? settings = null)
    {
        var with = settings ?? Settings;
        Watch watch = new(with);
        Take(watch, with, Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return watch.Findings();
    }

    /// <summary>Lines whose requests are judged as a scan judges them.</summary>
    internal static ImmutableArray<Finding> Judged(IEnumerable<string> lines, WebJudge judge)
    {
        Watch watch = new(Settings);
        Take(watch, Settings, Encoding.UTF8.GetBytes(string.Join('\n', lines)), judge: judge);
        return watch.Findings();
    }

    /// <summary>A whole file, in blocks of whole lines.</summary>
    internal static void Take(Watch watch, WatchSettings settings, byte[] file, int blockBytes = 1 << 16, WebJudge? judge = null)
    {
        LogReader reader = new(new(LogClock.Utc(new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero))));
        SightingBlock block = new(settings);
        var number = 1L;
        for (var at = 0; at < file.Length;)
        {
            var length = Math.Min(blockBytes, file.Length - at);
            if (at + length < file.Length && file.AsSpan(at, length).LastIndexOf((byte)'\n') is var end and >= 0) length = end + 1;
            block.Begin();
            Add(block, file.AsSpan(at, length), reader, judge);
            watch.Take(file.AsSpan(at, length), block, new(0, number, at));
            number += block.Lines;
            at += length;
        }
    }

    private static void Add(SightingBlock block, ReadOnlySpan<byte> text, LogReader reader, WebJudge? judge)
    {
        LogRecord record = new();
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range];
            if (line.IsEmpty) continue;
            if (reader.TryRead(line, ref record)) block.Add(text, line, in record, record.Kind == RecordKind.Request ? judge?.Judge(in record) ?? WebVerdict.Nothing : WebVerdict.Nothing);
            else block.AddUnread();
        }
    }
}
