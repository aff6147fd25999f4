using System.Text;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Sensor.Detectors.Web.Accuracy;

/// <summary>Payloads put where attackers put them: a parameter's value, encoded in several ways, and the path.</summary>
internal static class PayloadCases
{
    private static readonly string[] Names = ["id", "q", "search", "name", "page", "item", "cat", "user", "file", "x"];

    /// <summary>HttpParamsDataset: values with the labels norm, sqli, xss, cmdi, path-traversal.</summary>
    internal static IEnumerable<LabelledRequest> HttpParams(string folder)
    {
        var number = 0;
        foreach (var (payload, kind) in Csv(File.ReadLines(Path.Combine(folder, "httpparams", "payload_train.csv")).Skip(1)))
        {
            number++;
            yield return new($"payloads {kind}", kind == "norm" ? Label.HardNegative : Label.Attack, payload) { Target = $"/index.php?{Names[number % Names.Length]}={Encoded(payload, number % 4)}&lang=en" };
        }
    }

    /// <summary>GoTestWAF: attack sets, and texts that are none.</summary>
    internal static IEnumerable<LabelledRequest> GoTestWaf(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "gotestwaf"), "*.yml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var isText = file.Contains("false-pos", StringComparison.Ordinal);
            foreach (var payload in Payloads(file))
            {
                var group = isText ? "gotestwaf texts" : "gotestwaf attacks";
                var label = isText ? Label.HardNegative : Label.Attack;
                yield return new(group, label, payload) { Target = $"/search?{Names[payload.Length % Names.Length]}={Encoded(payload, payload.Length % 2)}" };
                if (!isText && payload.Length < 4000) yield return new(group, label, payload) { Target = $"/a/{Encoded(payload, 0)}" };
            }
        }
    }

    private static IEnumerable<string> Payloads(string file)
    {
        List<Fault> faults = [];
        var root = YamlReader.Read(file, File.ReadAllBytes(file), faults) as YamlNode.Mapping;
        return root?["payload"] is YamlNode.Sequence list ? list.Items.OfType<YamlNode.Scalar>().Select(item => item.Text) : [];
    }

    private static string Encoded(string payload, int way) => way switch
    {
        0 => Uri.EscapeDataString(payload),
        1 => Uri.EscapeDataString(payload).Replace("%20", "+", StringComparison.Ordinal).Replace("%2F", "/", StringComparison.Ordinal).Replace("%27", "'", StringComparison.Ordinal),
        2 => string.Concat(Encoding.UTF8.GetBytes(payload).Select(b => $"%{b:X2}")),
        _ => Uri.EscapeDataString(Uri.EscapeDataString(payload)),
    };

    /// <summary>Lines of quoted fields; the first is the payload, the third its kind.</summary>
    private static IEnumerable<(string Payload, string Kind)> Csv(IEnumerable<string> lines)
    {
        var kept = "";
        foreach (var line in lines)
        {
            kept += kept.Length == 0 ? line : "\n" + line;
            if (kept.Count(c => c == '"') % 2 != 0) continue;
            var fields = kept.Trim('"').Split("\",\"");
            kept = "";
            if (fields.Length == 4) yield return (fields[0].Replace("\"\"", "\"", StringComparison.Ordinal), fields[2]);
        }
    }
}
