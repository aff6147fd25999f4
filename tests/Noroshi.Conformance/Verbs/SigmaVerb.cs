using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Noroshi.Core.Content.Sigma;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Rules;
using Noroshi.Sensor.Rules.Modifiers;

namespace Noroshi.Conformance.Verbs;

/// <summary>Sigma rules and filters on events.</summary>
internal static class SigmaVerb
{
    internal static readonly Verb Verb = new("sigma", "Sigma 2.1 rules on events",
    [
        new("rule", "YAML text, one or more documents"),
        new("rules", "or a list of YAML texts"),
        new("event", "JSON object: flat, nested, or a Windows event"),
        new("events", "or a list of them"),
    ],
    [
        new("matches", "ids of the rules that fire (name or title where there is no id)"),
        new("perEvent", "the same for each event, when events are given"),
        new("reason", "why a rule is refused, with its line"),
    ], Answer);

    private static JsonObject Answer(JsonObject one)
    {
        var reader = new SigmaReader(Placeholders.None);
        foreach (var text in Texts(one)) reader.Add("rule", Encoding.UTF8.GetBytes(text));
        var book = reader.Complete(out var faults);
        if (!faults.IsEmpty) return Refused(faults);
        var perEvent = Match(book, Events(one));
        var result = Results.Ok;
        result["matches"] = new JsonArray([.. perEvent.SelectMany(m => m).Distinct().Select(k => JsonValue.Create(k))]);
        if (one["events"] is not null) result["perEvent"] = new JsonArray([.. perEvent.Select(m => new JsonArray([.. m.Select(k => JsonValue.Create(k))]))]);
        return result;
    }

    private static List<string[]> Match(RuleBook book, IEnumerable<JsonNode?> events)
    {
        var set = RuleSet.Compile(book);
        var scratch = set.NewScratch();
        var e = new JsonEvent(set.Fields);
        List<string[]> matches = [];
        foreach (var node in events)
        {
            if (node is not JsonObject || !e.Read(Encoding.UTF8.GetBytes(node.ToJsonString()))) throw new BadFieldException("event");
            set.Match(ref e, scratch);
            matches.Add([.. scratch.Fired.ToArray().Select(r => set.Rules[r].Header.Key)]);
        }
        return matches;
    }

    private static JsonNode?[] Events(JsonObject one) => one["events"] is JsonArray several ? [.. several] : one["event"] is { } single ? [single] : [];

    private static IEnumerable<string> Texts(JsonObject one)
    {
        if (one["rule"] is not null) return [one.Text("rule")];
        if (one["rules"] is not JsonArray several) throw new BadFieldException("rule");
        return several.Select(r => r is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw new BadFieldException("rules"));
    }

    private static JsonObject Refused(ImmutableArray<Fault> faults)
    {
        var result = Results.Refused(faults[0].Code);
        result["reason"] = string.Join("; ", faults.Select(f => $"{f.Code} line {f.At?.Line} {f.Path} {string.Join(' ', f.Values.Select(v => $"{v.Key}={v.Value}"))}"));
        return result;
    }
}
