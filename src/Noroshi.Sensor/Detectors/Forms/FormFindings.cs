using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Noroshi.Sensor.Detectors.Logins;

namespace Noroshi.Sensor.Detectors.Forms;

/// <summary>Findings about log-in forms, for the detectors of log-ins.</summary>
internal static class FormFindings
{
    private const int MostListed = 100_000;

    internal static void AddSuccesses(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        var waves = Wave.SizeByMember(watch.FormWaves.Select(w => w.Wave));
        var sources = watch.Forms.Sources;
        for (var i = 0; i < sources.Count; i++)
        {
            ref var source = ref sources.At(i);
            ref var form = ref watch.Forms.Forms.Find(source.Form);
            if (Unsafe.IsNullRef(ref form)) continue;
            var success = FormJudge.SuccessOf(in form, in source);
            var isMember = waves.TryGetValue(sources.KeyAt(i), out var wave);
            if (!success.Is || !(isMember || (success.Before >= setting.Number("failures") && FormJudge.IsGuessing(watch, in form, in source)))) continue;
            var isSure = success.Before >= setting.Number("sure-failures") || (isMember && success.Before > 0);
            findings.Add(Of(setting, in form, in source) with
            {
                Confidence = isSure ? Confidence.High : Confidence.Medium,
                Severity = isSure ? Severity.Critical : Severity.High,
                HasSucceeded = true,
                Count = 1,
                Facts = [Fact.Of("account", ""), Fact.Of("failures", success.Before), Fact.Of("tried", 0), Fact.Time("time", success.Time - source.First), Fact.Of("later", form.SuccessesOf(in source) - 1), .. Wave.FactsOf(wave)],
                Lines = Evidence.InOrder([source.FirstLine, success.Line, .. source.Evidence?.Lines() ?? []]),
            });
            findings.Explain(sources.KeyAt(i));
        }
    }

    internal static void AddGuessing(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        var sources = watch.Forms.Sources;
        for (var i = 0; i < sources.Count; i++)
        {
            ref var source = ref sources.At(i);
            ref var form = ref watch.Forms.Forms.Find(source.Form);
            if (Unsafe.IsNullRef(ref form) || findings.IsExplained(sources.KeyAt(i)) || !FormJudge.IsGuessing(watch, in form, in source)) continue;
            findings.Add(Of(setting, in form, in source));
        }
    }

    internal static void AddWaves(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        foreach (var (key, wave) in watch.FormWaves)
        {
            List<FormSource> members = [];
            foreach (var member in wave.Sources)
            {
                ref var source = ref watch.Forms.Sources.Find(member);
                if (!Unsafe.IsNullRef(ref source)) members.Add(source);
                findings.Explain(member);
            }
            var form = watch.Forms.Forms.Find(key);
            findings.Add(Of(setting, in form, [.. members.OrderBy(m => m.First)], wave));
        }
    }

    private static Finding Of(DetectorSetting setting, in Form form, in FormSource source) => new()
    {
        Id = FindingList.IdOf(setting.Id, $"{source.Name} {form.Path}", source.First),
        Rule = setting.Id,
        Kind = setting.Kind,
        Attack = setting.Attack,
        Confidence = form.Failing == FormAnswer.Unknown ? Confidence.Medium : Confidence.High,
        Severity = Severity.Medium,
        Sources = [source.Name],
        SourceCount = 1,
        NetworkCount = 1,
        Target = new("", form.Path, form.Site + form.Path),
        First = source.First,
        Last = source.Last,
        Count = source.Tries - form.SuccessesOf(in source),
        Facts = [Fact.Of("peak", source.Fast.Peak), Fact.Time("time", source.Last - source.First), Fact.Of("unknown", 0), Fact.Of("hosts", 1)],
        Lines = source.Evidence?.Lines() is { } lines ? Evidence.InOrder([source.FirstLine, .. lines]) : [source.FirstLine],
    };

    private static Finding Of(DetectorSetting setting, in Form form, ImmutableArray<FormSource> members, Wave wave) => new()
    {
        Id = FindingList.IdOf(setting.Id, form.Path, wave.From / 3_600_000),
        Rule = setting.Id,
        Kind = setting.Kind,
        Attack = setting.Attack,
        Confidence = wave.HasBaseline ? Confidence.High : Confidence.Medium,
        Severity = Severity.High,
        Sources = [.. members.Take(MostListed).Select(m => m.Name)],
        SourceCount = members.Length,
        NetworkCount = members.Select(m => m.Network).Distinct().Count(),
        Target = new("", form.Path, form.Site + form.Path),
        First = wave.From,
        Last = wave.Until,
        Count = members.Sum(m => (long)m.Tries),
        Facts = [Fact.Of("usual", (long)Math.Ceiling(wave.Usual)), Fact.Time("time", wave.Until - wave.From), Fact.Of("known", 0)],
        Lines = Evidence.InOrder(members.Take(5).Concat(members.TakeLast(3)).Select(m => m.FirstLine)),
    };
}
