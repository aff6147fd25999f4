using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Serve;

/// <summary>Collects values from command line, environment and file, and everything wrong with them.</summary>
internal sealed class SettingsReader
{
    internal List<Fault> Faults { get; } = [];

    internal Dictionary<string, string> Arguments(IReadOnlyList<string> arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < arguments.Count; i++)
        {
            string[] parts = arguments[i].Split('=', 2);
            Setting? setting = Settings.All.FirstOrDefault(s => s.Option == parts[0]);
            if (setting is null)
            {
                Faults.Add(new Fault("NRS-X001", arguments[i]).With("key", parts[0]));
            }
            else if (parts.Length == 2)
            {
                Take(values, setting, parts[1], null);
            }
            else if (setting.IsFlag)
            {
                values[setting.Key] = "true";
            }
            else if (i + 1 < arguments.Count)
            {
                Take(values, setting, arguments[++i], null);
            }
            else
            {
                Faults.Add(new Fault("NRS-X002", setting.Key).With("key", setting.Option).With("meaning", setting.Meaning));
            }
        }

        return values;
    }

    internal Dictionary<string, string> Environment(Func<string, string?> environment)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Setting setting in Settings.All)
        {
            if (environment(setting.Environment) is { Length: > 0 } value)
            {
                Take(values, setting, value, null);
            }
        }

        return values;
    }

    internal Dictionary<string, string> File(string path)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!System.IO.File.Exists(path))
        {
            return values;
        }

        string[] lines = System.IO.File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length > 0 && line[0] != '#')
            {
                Line(values, line, new SourcePosition(path, i + 1, 1));
            }
        }

        return values;
    }

    private void Line(Dictionary<string, string> values, string line, SourcePosition at)
    {
        string[] parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
        Setting? setting = Settings.All.FirstOrDefault(s => s.Key == parts[0]);
        if (setting is null || parts.Length < 2)
        {
            Faults.Add(new Fault("NRS-X001", parts[0]) { At = at }.With("key", parts[0]));
        }
        else if (values.ContainsKey(setting.Key))
        {
            Faults.Add(new Fault("NRS-X004", setting.Key) { At = at }.With("key", setting.Key));
        }
        else
        {
            Take(values, setting, parts[1], at);
        }
    }

    private void Take(Dictionary<string, string> values, Setting setting, string value, SourcePosition? at)
    {
        if (setting.Check(value))
        {
            values[setting.Key] = value;
            return;
        }

        Faults.Add(new Fault("NRS-X003", setting.Key) { At = at }
            .With("key", setting.Key)
            .With("value", setting.IsSecret ? "********" : value[..Math.Min(value.Length, 100)])
            .With("meaning", setting.Meaning));
    }
}
