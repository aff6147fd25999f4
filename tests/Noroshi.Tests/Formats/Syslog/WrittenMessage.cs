using System.Text;

namespace Noroshi.Tests.Formats.Syslog;

/// <summary>A message put together by chance and written by the grammar of RFC 5424, apart from the reader under test.</summary>
internal sealed record WrittenMessage(int Priority, string Hostname, (string Id, string Name, string Value)[] Parameters, string Message)
{
    private const string Nasty = "ab \"\\]=[\n\t\u3042\U0001F525\0";

    internal static WrittenMessage Make(Random random)
    {
        List<(string, string, string)> parameters = [];
        for (var element = random.Next(4); element > 0; element--)
        {
            var id = $"id{element}@32473";
            for (var parameter = random.Next(1, 4); parameter > 0; parameter--) { parameters.Add((id, $"p{parameter}", Text(random))); }
        }
        return new(random.Next(192), random.Next(2) == 0 ? "" : "host.example.org", [.. parameters], Text(random));
    }

    internal byte[] Bytes()
    {
        StringBuilder text = new();
        text.Append('<').Append(Priority).Append(">1 2026-11-21T00:00:00.5+09:00 ").Append(Hostname.Length == 0 ? "-" : Hostname).Append(" app - - ");
        foreach (var element in Parameters.GroupBy(p => p.Id))
        {
            text.Append('[').Append(element.Key);
            foreach (var (_, name, value) in element) { text.Append(' ').Append(name).Append("=\"").Append(Escaped(value)).Append('"'); }
            text.Append(']');
        }
        if (Parameters.Length == 0) { text.Append('-'); }
        return Encoding.UTF8.GetBytes(text.Append(' ').Append(Message).ToString());
    }

    private static string Escaped(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);

    private static string Text(Random random)
    {
        var runes = Nasty.EnumerateRunes().ToArray();
        return string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => runes[random.Next(runes.Length)].ToString()));
    }
}
