using System.Reflection;
using System.Text;
using Noroshi.Core.Content;
using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>Every format, every pattern: lines cut at each byte and random bytes never throw, whatever reads them.</summary>
public sealed class NeverThrowTests
{
    [Fact]
    public void Read_ExamplesCutAtEachByteOrChanged_NeverThrows()
    {
        var random = new Random(20261130);
        var reader = Products.NewReader();
        foreach (var line in Lines().Where((_, i) => i % 3 == 0))
        {
            for (var length = 0; length <= Math.Min(line.Length, 400); length++) Read(reader, line.AsSpan(0, length));
            var changed = line.ToArray();
            for (var i = 0; i < 20 && changed.Length > 0; i++)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
                Read(reader, changed);
            }
        }
    }

    [Fact]
    public void TryRead_EveryFormatOnAnyBytes_NeverThrows()
    {
        var random = new Random(20261201);
        var context = new LogContext(LogClock.Utc(new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero)));
        var lines = Lines().Where((_, i) => i % 7 == 0).ToList();
        foreach (var format in LogFormats.Lines.Concat(LogFormats.Messages))
        {
            foreach (var line in lines)
            {
                var text = line.AsSpan(random.Next(line.Length + 1));
                context.BeginLine();
                LogRecord record = new() { Program = "x"u8 };
                format.TryRead(text[..Math.Min(text.Length, random.Next(300))], context, ref record);
            }
            for (var i = 0; i < 200; i++)
            {
                var noise = new byte[random.Next(200)];
                random.NextBytes(noise);
                context.BeginLine();
                LogRecord record = new() { Program = "x"u8 };
                format.TryRead(noise, context, ref record);
            }
        }
    }

    /// <summary>Each word of the servers' own left out, or put elsewhere: what is looked for from the front and from behind may then cross.</summary>
    [Fact]
    public void TryRead_WordOfAMessageMoved_NeverThrows()
    {
        var context = new LogContext(LogClock.Utc(new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero)));
        var formats = LogFormats.Lines.Concat(LogFormats.Messages).ToArray();
        var messages = Messages().Where(m => m.Contains(' ')).Distinct().ToArray();
        Assert.True(messages.Length > 300, $"{messages.Length} messages");
        foreach (var text in messages.SelectMany(Moved))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            foreach (var format in formats)
            {
                context.BeginLine();
                LogRecord record = new() { Program = "x"u8 };
                format.TryRead(bytes, context, ref record);
            }
        }
    }

    private static IEnumerable<string> Moved(string message)
    {
        const int Most = 24;
        var words = message.Split(' ');
        for (var from = 0; from < Math.Min(words.Length, Most); from++)
        {
            List<string> rest = [.. words[..from], .. words[(from + 1)..]];
            yield return string.Join(' ', rest);
            for (var to = 0; to < Math.Min(rest.Count + 1, Most); to++)
            {
                if (to != from) yield return string.Join(' ', [.. rest[..to], words[from], .. rest[to..]]);
            }
        }
    }

    /// <summary>The messages that tests of the formats give as data.</summary>
    private static IEnumerable<string> Messages() => typeof(NeverThrowTests).Assembly.GetTypes()
        .Where(t => t.Namespace == typeof(NeverThrowTests).Namespace)
        .SelectMany(t => t.GetMethods())
        .SelectMany(m => m.GetCustomAttributes<InlineDataAttribute>())
        .SelectMany(d => d.Data.OfType<string>());

    private static void Read(LogReader reader, ReadOnlySpan<byte> line)
    {
        LogRecord record = new();
        reader.TryRead(line, ref record);
    }

    /// <summary>The example lines of all pattern files, and the samples where they are laid out.</summary>
    private static IEnumerable<byte[]> Lines()
    {
        foreach (var file in Products.Files)
        {
            if (YamlReader.Read(file.Path, file.Bytes, []) is not YamlNode.Mapping { } root || root["examples"] is not YamlNode.Sequence examples) continue;
            foreach (var item in examples.Items.OfType<YamlNode.Mapping>())
            {
                if (item["input"] is YamlNode.Mapping input && input["line"] is YamlNode.Scalar line) yield return Encoding.UTF8.GetBytes(line.Text);
            }
        }
        if (Repository.TestData("authlogs") is not { } data) yield break;
        foreach (var line in Directory.EnumerateFiles(data, "*.log", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(f => File.ReadLines(f).Take(4))) yield return Encoding.UTF8.GetBytes(line);
    }
}
