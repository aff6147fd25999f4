using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.Json;
using Noroshi.Formats.SignedNote;

namespace Noroshi.Cli.Scan.Proof;

/// <summary>A run record as a file: the record, its SHA-256, and when it is sealed the note that signs that hash, with the key. Canonical JSON and a line feed, so that any changed byte is found.</summary>
/// <param name="Run">What can be proved again.</param>
/// <param name="Hash">SHA-256 of the record's canonical form, lower-case hexadecimal.</param>
/// <param name="Key">The key the file itself names; null when it is not sealed.</param>
internal sealed record RecordFile(RecordedRun Run, string Hash, NoteKey? Key)
{
    internal const int MaxBytes = 512 << 20;

    private static readonly StrictJsonOptions _strict = new() { MaxBytes = MaxBytes };

    /// <summary>The file of a record.</summary>
    internal static byte[] Of(JsonObject record, SealKey? key)
    {
        var hash = HashOf(record);
        var file = new JsonObject { ["record"] = record, ["sha256"] = hash };
        if (key is not null)
        {
            file["key"] = key.Public.ToString();
            file["seal"] = key.Sign(Sealed(hash)).ToString();
        }
        return [.. CanonicalJson.Of(file, CanonicalNumbers.WholeOnly), (byte)'\n'];
    }

    /// <summary>Reads a file and checks all that needs no other file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="trusted">Keys known from elsewhere; when null, the file's own key is used, which proves that the file is whole but not who made it.</param>
    /// <param name="refusal">The first thing wrong, when null is returned.</param>
    internal static RecordFile? Read(ReadOnlySpan<byte> bytes, IReadOnlyCollection<NoteKey>? trusted, out Fault? refusal)
    {
        if (Parse(bytes, out refusal) is not { } file) return null;
        var stated = Text(file["sha256"]);
        var record = file["record"] as JsonObject;
        var hash = HashOf(record);
        refusal = stated == hash ? null : new Fault("NRS-X155").With("stated", stated).With("hash", hash);
        var key = refusal is null ? CheckSeal(file, hash, trusted, out refusal) : null;
        if (refusal is not null) return null;
        if (RunOf(record) is { } run) return new(run, hash, key);
        refusal = new("NRS-X154");
        return null;
    }

    private static JsonObject? Parse(ReadOnlySpan<byte> bytes, out Fault? refusal)
    {
        var text = bytes is [.., (byte)'\n'] ? bytes[..^1] : bytes;
        var canonical = CanonicalJson.Of(text, _strict, CanonicalNumbers.WholeOnly, out var unread);
        var isSpelled = canonical is not null && text.Length < bytes.Length && text.SequenceEqual(canonical);
        var file = isSpelled ? JsonNode.Parse(text) as JsonObject : null;
        refusal = unread?.ToFault() ?? (file is null ? new("NRS-X154") : null);
        return file;
    }

    private static NoteKey? CheckSeal(JsonObject file, string hash, IReadOnlyCollection<NoteKey>? trusted, out Fault? refusal)
    {
        refusal = null;
        if (!file.ContainsKey("key") && !file.ContainsKey("seal"))
        {
            if (trusted is not null) refusal = new("NRS-X156");
            return null;
        }
        var note = Note.Parse(Encoding.UTF8.GetBytes(Text(file["seal"])), out _);
        var isRight = NoteKey.TryParse(Text(file["key"]), out var key) && note?.Text == Sealed(hash) && note.Verify([key], isClosed: true) is null;
        if (!isRight) refusal = new("NRS-X165");
        else if (trusted?.Contains(key!) == false) refusal = new Fault("NRS-X166").With("key", key!.ToString());
        return key;
    }

    private static RecordedRun? RunOf(JsonObject? record)
    {
        try
        {
            var run = Text(record?["format"]) == RunRecord.Format ? record.Deserialize(RecordJson.Default.RecordedRun) : null;
            return run?.Inputs.All(i => i.Size >= 0) == true && run.Findings.SelectMany(f => f.Lines).All(l => l is { Offset: >= 0, Length: >= 0 }) ? run : null;
        }
        catch (Exception misshapen) when (misshapen is JsonException or NullReferenceException)
        {
            return null;
        }
    }

    private static string HashOf(JsonNode? record) => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Of(record, CanonicalNumbers.WholeOnly)));

    private static string Sealed(string hash) => $"noroshi scan record\n{hash}\n";

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
