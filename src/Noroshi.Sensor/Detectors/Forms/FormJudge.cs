using System.Runtime.CompilerServices;
using Noroshi.Sensor.Detectors.Logins;

namespace Noroshi.Sensor.Detectors.Forms;

/// <summary>What to make of a source at a form, together with whatever else it asked of the server.</summary>
internal static class FormJudge
{
    /// <summary>Whether a source sends to forms and hardly looks at anything: people load pages, styles and images.</summary>
    internal static bool IsBlind(WatchBooks watch, in FormSource source)
    {
        ref var requests = ref watch.Requests.Sources.Find(source.Source);
        return Unsafe.IsNullRef(ref requests) || (requests.Requests <= (2 * source.Tries) + 1 && requests.Paths.Estimate <= 3);
    }

    /// <summary>Whether a source guesses passwords.</summary>
    internal static bool IsGuessing(WatchBooks watch, in Form form, in FormSource source)
    {
        var setting = watch.Settings["login.brute-force"];
        var successes = form.SuccessesOf(in source);
        var failures = source.Tries - successes;
        // A form shows typing errors of many people behind one address: more is asked than of a log that names accounts.
        var isMuch = failures >= 2 * setting.Number("failures") && source.Fast.Peak >= 2 * setting.Number("failures");
        if (!isMuch && failures < 3 * setting.Number("slow-failures")) return false;
        if (failures <= setting.Number("failures-per-success") * Math.Max(0, successes - 1)) return false;
        return form.Failing != FormAnswer.Unknown ? IsBlind(watch, in source) || failures >= 50 : IsBlind(watch, in source);
    }

    /// <summary>Whether, and when and where, a source that failed got in.</summary>
    internal static (bool Is, long Time, LineRef Line, int Before) SuccessOf(in Form form, in FormSource source) => form.Failing switch
    {
        FormAnswer.Okay when source.Redirects > 0 => (true, source.RedirectTime, source.RedirectLine, source.BeforeRedirect),
        FormAnswer.Refusal when source.Redirects > 0 => (true, source.RedirectTime, source.RedirectLine, source.BeforeRedirect),
        FormAnswer.Refusal when source.Okays > 0 => (true, source.OkayTime, source.OkayLine, source.BeforeOkay),
        _ => (false, 0, LineRef.None, 0),
    };

    /// <summary>Waves at forms: sources that send to the form, never look at the site and never, or only in the end, get in.</summary>
    internal static List<(ulong Form, Wave Wave)> Waves(WatchBooks watch)
    {
        var setting = watch.Settings["login.password-list"];
        WaveFinder finder = new(setting.Number("sources"), setting.Number("times-usual"));
        Dictionary<ulong, (List<Newcomer> Newcomers, List<long> Arrivals)> forms = [];
        var sources = watch.Forms.Sources;
        for (var i = 0; i < sources.Count; i++)
        {
            ref var source = ref sources.At(i);
            if (!forms.TryGetValue(source.Form, out var lists)) forms.Add(source.Form, lists = ([], []));
            if (!IsBlind(watch, in source)) lists.Arrivals.Add(source.First);
            else if (source.Tries <= setting.Number("tries-each")) lists.Newcomers.Add(new(sources.KeyAt(i), source.First, source.Last));
        }
        List<(ulong Form, Wave Wave)> waves = [];
        foreach (var (key, (newcomers, arrivals)) in forms)
        {
            ref var form = ref watch.Forms.Forms.Find(key);
            var path = Unsafe.IsNullRef(ref form) ? "" : form.Path;
            waves.AddRange(finder.Find(path, newcomers, arrivals, watch.Forms.First, watch.Forms.Last).Select(wave => (key, wave)));
        }
        return waves;
    }
}
