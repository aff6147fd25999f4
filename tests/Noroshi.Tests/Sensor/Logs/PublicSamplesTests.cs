using System.Text.Json.Nodes;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>The public sample logs of products whose whole lines or JSON are read here: every source that is to be found is found.</summary>
public sealed class PublicSamplesTests
{
    private static readonly string[] Products =
    [
        "apache-cve", "audiobookshelf-bf", "aws-alb", "baikal", "base-upsun", "bookstack", "bunkerweb", "caddy", "cowrie", "gitlab", "http-", "k8s-audit", "kasm", "modsecurity", "mongodb", "netgear", "nextcloud",
        "nginx", "npmplus", "ntfy", "openappsec", "opensearch", "overseerr-whitelist", "pfsense-rfc5424-nginx", "rocketchat", "sftpgo", "suricata", "teleport-logs", "traefik", "unifi-cef", "windows",
    ];

    [Fact]
    public void Read_SamplesOfOurFormats_FindEverySource()
    {
        if (Repository.TestData("authlogs") is not { } data) { Assert.Skip("the public test data 'authlogs' is not laid out beside the repository"); return; }
        List<string> missing = [];
        var folders = Directory.GetDirectories(Path.Combine(data, "crowdsec")).Where(f => Products.Any(p => Path.GetFileName(f).StartsWith(p, StringComparison.Ordinal))).ToArray();
        foreach (var folder in folders)
        {
            var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")))!;
            var found = Sources(Path.Combine(folder, (string)expected["log_file"]!));
            missing.AddRange(Wanted(expected).Where(source => !found.Contains(source)).Select(source => $"{Path.GetFileName(folder)}: {source}"));
        }
        Assert.Empty(missing);
        Assert.True(folders.Length >= 55, $"{folders.Length}");
    }

    private static HashSet<string> Sources(string file)
    {
        var reader = FileReading.NewReader();
        return [.. Split(File.ReadAllBytes(file), (byte)10).Select(line => ReadLine.Of(line, reader)?.Said.Source ?? "")];
    }

    private static IEnumerable<string> Wanted(JsonNode expected) =>
        expected["parsed"]!.AsArray().Select(p => (string?)p!["meta"]?["source_ip"]).OfType<string>().Distinct();

    private static IEnumerable<byte[]> Split(byte[] bytes, byte mark)
    {
        for (var start = 0; start <= bytes.Length;)
        {
            var end = Array.IndexOf(bytes, mark, start);
            if (end < 0) { end = bytes.Length; }
            yield return bytes[start..end];
            start = end + 1;
        }
    }
}
