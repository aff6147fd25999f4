using System.Collections.Immutable;
using Noroshi.Sensor.Detectors.Forms;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>A source that failed again and again, or took part in a wave, and then got in.</summary>
public sealed class SuccessAfterFailures : IDetector
{
    /// <inheritdoc/>
    public string Id => "login.success-after-failures";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Count("typing-errors"), Tunable.Count("failures"), Tunable.Count("sure-failures"), Tunable.Count("sure-accounts")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = ["account", "failures", "tried", "time", "later", "wave"];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        var waves = Wave.SizeByMember(watch.Waves);
        foreach (var group in watch.Logins.Moments.GroupBy(m => m.Source))
        {
            var worst = group.OrderByDescending(m => Certainty(m, setting, waves)).First();
            var certainty = Certainty(worst, setting, waves);
            if (certainty is null) continue;
            findings.Add(Of(watch, setting, worst, [.. group], certainty.Value, waves.GetValueOrDefault(group.Key)));
            findings.Explain(group.Key);
        }
        FormFindings.AddSuccesses(watch, setting, findings);
    }

    /// <summary>How sure it is that this was no owner of the account; null for: it was one.</summary>
    private static Confidence? Certainty(LoginMoment moment, DetectorSetting setting, Dictionary<ulong, int> waves)
    {
        var isInWave = waves.ContainsKey(moment.Source);
        var isMuch = moment.Failures >= setting.Number("sure-failures") || moment.Accounts >= setting.Number("sure-accounts") || (isInWave && moment.Failures >= 3);
        // A mail program with an old password fails every minute until its owner types the new one: one account, from where it is at home.
        if (moment.IsAtHome && moment.Accounts <= 1) return null;
        if (isMuch) return moment.IsAtHome && moment.Accounts <= 2 ? Confidence.Low : Confidence.High;
        if (moment.IsAtHome) return null;
        return isInWave ? Confidence.Medium : moment.Failures >= setting.Number("failures") ? moment.Accounts > 1 ? Confidence.Medium : Confidence.Low : null;
    }

    private static Finding Of(WatchBooks watch, DetectorSetting setting, LoginMoment worst, List<LoginMoment> all, Confidence certainty, int wave) => new()
    {
        Id = FindingList.IdOf(setting.Id, worst.SourceName, worst.FirstTry),
        Rule = setting.Id,
        Kind = AccountTraits.IsPrivileged(worst.AccountName) ? "privileged-account-compromise" : setting.Kind,
        Attack = setting.Attack,
        Confidence = certainty,
        Severity = certainty switch { Confidence.High => Severity.Critical, Confidence.Medium => Severity.High, _ => Severity.Medium },
        HasSucceeded = certainty != Confidence.Low,
        Sources = [worst.SourceName],
        SourceCount = 1,
        NetworkCount = 1,
        Target = new(worst.HostName, worst.ServiceName, ""),
        Accounts = [.. all.Select(m => m.AccountName).Distinct().Select(name => new FindingAccount(name, IsKnown: true))],
        AccountCount = all.Select(m => m.Account).Distinct().Count(),
        First = worst.FirstTry,
        Last = all[^1].Time,
        Count = all.Count,
        Facts =
        [
            Fact.Of("account", worst.AccountName), Fact.Of("failures", worst.Failures), Fact.Of("tried", Math.Min(worst.Accounts, worst.Failures)), Fact.Time("time", worst.Time - worst.FirstTry),
            Fact.Of("later", LaterOf(watch, worst)), .. Wave.FactsOf(wave),
        ],
        Lines = Evidence.InOrder([worst.First, worst.Line, .. all.Take(4).Select(m => m.Line), .. EvidenceOf(watch, worst)]),
    };

    private static int LaterOf(WatchBooks watch, LoginMoment moment)
    {
        ref var source = ref watch.Logins.Sources.Find(moment.Source);
        return System.Runtime.CompilerServices.Unsafe.IsNullRef(ref source) ? 0 : Math.Max(0, source.Suspicious - 1);
    }

    private static ImmutableArray<LineRef> EvidenceOf(WatchBooks watch, LoginMoment moment)
    {
        ref var source = ref watch.Logins.Sources.Find(moment.Source);
        return System.Runtime.CompilerServices.Unsafe.IsNullRef(ref source) ? [] : source.Evidence?.Lines() ?? [];
    }
}
