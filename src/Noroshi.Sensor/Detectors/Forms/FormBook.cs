using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors.Forms;

/// <summary>What was sent to log-in forms. Bounded; one thread at a time.</summary>
internal sealed class FormBook(WatchSettings settings)
{
    private const int EvidenceFrom = 3;

    private readonly long _window = settings["login.brute-force"]["window"];

    internal KeyTable<Form> Forms { get; } = new(4096);

    internal KeyTable<FormSource> Sources { get; } = new(settings.MostSources);

    internal long First { get; private set; } = LogRecord.NoTime;

    internal long Last { get; private set; } = LogRecord.NoTime;

    internal void See(in Sighting sighting, string name, ulong network, in SightingTexts texts)
    {
        if (sighting.Time != LogRecord.NoTime)
        {
            if (First == LogRecord.NoTime || sighting.Time < First) First = sighting.Time;
            if (Last == LogRecord.NoTime || sighting.Time > Last) Last = sighting.Time;
        }
        var key = Keys.Pair(sighting.Service, sighting.Target);
        ref var form = ref Forms.Touch(key, out var isNewForm);
        if (isNewForm) (form.Path, form.Site) = (texts.String(sighting.TargetText), texts.Known(sighting.SiteText));
        ref var source = ref Sources.Touch(Keys.Pair(sighting.Source, key), out var isNew);
        if (isNew)
        {
            (source.Source, source.Form, source.Name, source.Network) = (sighting.Source, key, name, network);
            source.First = sighting.Time;
            source.FirstLine = texts.Line(in sighting);
            source.OkayLine = source.RedirectLine = LineRef.None;
        }
        Count(ref form, ref source, in sighting, in texts);
        source.Tries++;
        source.Last = sighting.Time;
        source.Fast.Add(sighting.Time, _window);
        if (source.Tries >= EvidenceFrom) (source.Evidence ??= new()).Add(texts.Line(in sighting));
    }

    private static void Count(ref Form form, ref FormSource source, in Sighting sighting, in SightingTexts texts)
    {
        switch (sighting.Status / 100)
        {
            case 2:
                form.Okays++;
                if (source.Okays++ == 0) (source.OkayLine, source.OkayTime, source.BeforeOkay) = (texts.Line(in sighting), sighting.Time, source.Tries);
                break;
            case 3:
                form.Redirects++;
                if (source.Redirects++ == 0) (source.RedirectLine, source.RedirectTime, source.BeforeRedirect) = (texts.Line(in sighting), sighting.Time, source.Tries);
                break;
            case 4:
                form.Refusals++;
                source.Refusals++;
                break;
        }
    }
}
