using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Server.Collect.Drafts;

/// <summary>What a draft of findings is about, as its sender says it beside the document: enough to name it in the reader's language and to put the gravest first.</summary>
/// <param name="Title">The title the sender gave the document, in the sender's language. While it stands there nobody has written another.</param>
/// <param name="Rule">The rule of the first finding, such as <c>login.brute-force</c>.</param>
/// <param name="Count">How many findings there are.</param>
/// <param name="Gravity">Whether it worked, then how severe and how sure the gravest one is; larger is graver.</param>
internal sealed record FoundFinding(string Title, string Rule, int Count, int Gravity)
{
    /// <summary>From here on it probably worked, or works soon.</summary>
    internal const int Grave = (int)Severity.High * OfSeverity;

    private const int OfSuccess = 100;
    private const int OfSeverity = 10;
    private const int LongestTitle = 500;
    private const int LongestRule = 200;
    private const int MostFindings = 1_000_000;

    private static readonly string[] Members = ["title", "rule", "count", "severity", "confidence", "succeeded"];

    /// <summary>Takes the member <c>found</c> out of a document.</summary>
    /// <param name="document">The document; without the member afterwards.</param>
    /// <param name="found">What it says; null when it is not there, as older senders leave it.</param>
    /// <returns>False when it is there and cannot be understood.</returns>
    internal static bool TryTake(JsonObject document, out FoundFinding? found)
    {
        found = null;
        if (!document.Remove("found", out JsonNode? said)) return true;
        found = said is JsonObject members && members.All(m => Members.Contains(m.Key)) ? Of(members) : null;
        return found is not null;
    }

    /// <summary>As a draft keeps it.</summary>
    internal string Kept() => new JsonObject { ["title"] = Title, ["rule"] = Rule, ["count"] = Count }.ToJsonString();

    /// <summary>The title of a draft in the reader's language, unless somebody has written one.</summary>
    /// <param name="kept">What the draft keeps of what was found; null for nothing.</param>
    /// <param name="title">What stands in the document.</param>
    /// <param name="catalog">The names of the rules.</param>
    /// <param name="texts">The words.</param>
    /// <param name="language">The reader's language.</param>
    internal static string TitleOf(string? kept, string title, Catalog catalog, Texts texts, Language language)
    {
        if (kept is null || JsonNode.Parse(kept) is not JsonObject found || (string?)found["title"] != title) return title;
        string? rule = (string?)found["rule"];
        if (catalog.Behaviours.FirstOrDefault(b => b.Header.Id == rule)?.Header.Label.In(language) is not { } name) return title;
        int more = (int)found["count"]! - 1;
        return more == 0 ? name : texts.Of(language, "collect.draft.found-title", ("first", name), ("more", more.ToString(CultureInfo.InvariantCulture)));
    }

    private static FoundFinding? Of(JsonObject members) =>
        TryText(members["title"], LongestTitle, out string? title) && TryText(members["rule"], LongestRule, out string? rule)
        && members["count"] is JsonValue number && number.TryGetValue(out int count) && count is >= 1 and <= MostFindings
        && TryWord(members["severity"], out Severity severity) && TryWord(members["confidence"], out Confidence confidence)
        && members["succeeded"]?.GetValueKind() is JsonValueKind.True or JsonValueKind.False
            ? new(title, rule, count, ((bool)members["succeeded"]! ? OfSuccess : 0) + ((int)severity * OfSeverity) + (int)confidence)
            : null;

    private static bool TryText(JsonNode? node, int longest, [NotNullWhen(true)] out string? text)
    {
        text = null;
        return node is JsonValue value && value.TryGetValue(out text) && text.Length is > 0 && text.Length <= longest;
    }

    private static bool TryWord<T>(JsonNode? node, out T value)
        where T : struct, Enum
    {
        value = default;
        return TryText(node, LongestRule, out string? word) && char.IsAsciiLetterLower(word[0]) && Enum.TryParse(word, ignoreCase: true, out value) && Enum.IsDefined(value);
    }
}
