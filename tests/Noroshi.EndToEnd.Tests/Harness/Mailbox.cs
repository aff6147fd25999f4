using System.Text;

namespace Noroshi.EndToEnd.Tests.Harness;

/// <summary>The Maildir into which the tests' Postfix delivers everything.</summary>
internal static class Mailbox
{
    internal static string? Folder => Environment.GetEnvironmentVariable("NOROSHI_TEST_MAILDIR") is { Length: > 0 } folder ? folder : null;

    internal static void Require()
    {
        if (Folder is null) Assert.Skip("no mail server: run ./test as root, or eval \"$(tests/services start)\"");
    }

    /// <summary>Waits for a message to a recipient (an address, or the end of one) whose text contains something.</summary>
    internal static async Task<string> WaitAsync(string recipient, string content, TimeSpan? limit = null)
    {
        var end = DateTime.UtcNow + (limit ?? TimeSpan.FromSeconds(30));
        while (DateTime.UtcNow < end)
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder!, "new")))
            {
                var text = await File.ReadAllTextAsync(file, Encoding.UTF8);
                var decoded = text + "\n" + Decode(text);
                if (DeliveredTo(text).EndsWith(recipient, StringComparison.OrdinalIgnoreCase) && decoded.Contains(content, StringComparison.Ordinal)) return decoded;
            }
            await Task.Delay(200);
        }
        throw new TimeoutException($"no mail to {recipient} with {content}; there are {Directory.GetFiles(Path.Combine(Folder!, "new")).Length} messages");
    }

    private static string DeliveredTo(string message) =>
        message.Split('\n').FirstOrDefault(l => l.StartsWith("Delivered-To: ", StringComparison.Ordinal))?["Delivered-To: ".Length..].Trim() ?? "";

    /// <summary>Every base64 part of a message as text, which is all that our own mails need.</summary>
    private static string Decode(string message)
    {
        var all = new StringBuilder();
        foreach (var part in message.ReplaceLineEndings("\n").Split("\n\n"))
        {
            var lines = part.Split('\n').TakeWhile(l => !l.StartsWith("--", StringComparison.Ordinal));
            var joined = string.Concat(lines);
            Span<byte> bytes = new byte[joined.Length];
            if (Convert.TryFromBase64String(joined, bytes, out var count)) all.AppendLine(Encoding.UTF8.GetString(bytes[..count]));
        }
        return all.ToString();
    }
}
