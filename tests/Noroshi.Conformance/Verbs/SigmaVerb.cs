using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Noroshi.Core.Content.Sigma;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Rules;
using Noroshi.Sensor.Rules.Correlations;
using Noroshi.Sensor.Rules.Modifiers;

namespace Noroshi.Conformance.Verbs;

/// <summary>Sigma rules and filters on events.</summary>
internal static class SigmaVerb
{
    internal static readonly Verb Verb = new("sigma", "Sigma 2.1 rules, filters and correlations on events",
    [
        new("rule", "YAML text, one or more documents"),
        new("rules", "or a list of YAML texts"),
        new("event", "JSON object: flat, nested, or a Windows event"),
        new("events", "or a list of them; correlations read their time from @timestamp, timestamp, time, TimeCreated and the like, else all are simultaneous"),
    ],
    [
        new("matches", "ids of the rules and correlations that fire (name or title where there is no id); rules under a correlation only where it says generate"),
        new("perEvent", "the same for each event, when events are given; what only the end decides stands at the last"),
        new("reason", "why a rule is refused, with its line"),
    ], Answer);

    private static JsonObject Answer(JsonObject one)
    {
        var reader = new SigmaReader(Placeholders.None) { MayBacktrack = true };
        foreach (var text in Texts(one)) reader.Add("rule", Encoding.UTF8.GetBytes(text));
        var book = reader.Complete(out var faults);
        if (!faults.IsEmpty) return Refused(faults);
        var perEvent = Match(book, Events(one));
        var result = Results.Ok;
        result["matches"] = new JsonArray([.. perEvent.SelectMany(m => m).Distinct().Select(k => JsonValue.Create(k))]);
        if (one["events"] is not null) result["perEvent"] = new JsonArray([.. perEvent.Select(m => new JsonArray([.. m.Select(k => JsonValue.Create(k))]))]);
        return result;
    }

    private static List<string>[] Match(RuleBook book, JsonArray events)
    {
        var set = RuleSet.Compile(book);
        var (scratch, e, correlator) = (set.NewScratch(), new JsonEvent(set.Fields), new Correlator(set));
        byte[][] texts = [.. events.Select(n => n is JsonObject ? Encoding.UTF8.GetBytes(n.ToJsonString()) : throw new BadFieldException("event"))];
        List<string>[] matches = [.. texts.Select(_ => new List<string>())];
        var times = Times(set, e, texts);
        foreach (var at in Enumerable.Range(0, texts.Length).OrderBy(i => times[i]))
        {
            e.Read(texts[at]);
            set.Match(ref e, scratch);
            correlator.Observe(ref e, scratch.Fired, times[at]);
            foreach (var rule in scratch.Fired) if (set.ReportsRule(rule)) matches[at].Add(set.Rules[rule].Header.Key);
            matches[at].AddRange(Reported(set, correlator));
        }
        correlator.Complete();
        if (matches.Length > 0) matches[^1].AddRange(Reported(set, correlator).Except(matches[^1]));
        return matches;
    }

    /// <summary>The events' times; one without stands with the event before it, at the beginning with the first that has one.</summary>
    private static DateTimeOffset?[] Times(RuleSet set, JsonEvent e, byte[][] texts)
    {
        var times = new DateTimeOffset?[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            if (!e.Read(texts[i])) throw new BadFieldException("event");
            times[i] = set.TimeOf(ref e) ?? (i > 0 ? times[i - 1] : null);
        }
        var first = times.FirstOrDefault(t => t is not null);
        return [.. times.Select(t => t ?? first)];
    }

    private static IEnumerable<string> Reported(RuleSet set, Correlator correlator) =>
        correlator.Fired.Where(f => set.ReportsCorrelation(f.Correlation)).Select(f => set.Correlations[f.Correlation].Header.Key).Distinct();

    private static JsonArray Events(JsonObject one) => one["events"] is JsonArray several ? several : one["event"] is { } single ? [single.DeepClone()] : [];

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
