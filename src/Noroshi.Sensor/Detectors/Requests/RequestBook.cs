using System.Runtime.CompilerServices;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>All web requests by source. Bounded; one thread at a time.</summary>
internal sealed class RequestBook
{
    private readonly ulong _seed;

    internal RequestBook(WatchSettings settings)
    {
        _seed = settings.Seed;
        Sources = new(settings.MostSources);
    }

    internal KeyTable<RequestSource> Sources { get; }

    internal void See(in Sighting sighting, SightingBlock block, in SightingTexts texts)
    {
        if (sighting.Source == 0) return;
        ref var source = ref Sources.Touch(sighting.Source, out var isNew);
        if (isNew) Begin(ref source, in sighting, in texts);
        source.Requests++;
        source.Last = sighting.Time;
        source.Paths.Add(sighting.Target);
        source.Pace.Add(sighting.Time, sighting.Target);
        if (sighting.Status is >= 400 and < 500 and not 401 and not 407 and not 429)
        {
            source.Refused++;
            source.Missing.Add(sighting.Target);
        }
        else if (sighting.Status == 200 && sighting.Bytes == source.LastBytes && source.LastStatus == 200 && sighting.Target != source.LastTarget) source.SameAnswers++;
        (source.LastStatus, source.LastBytes, source.LastTarget) = (sighting.Status, sighting.Bytes, sighting.Target);
        if ((sighting.Flags & SightingFlags.Sends) != 0) source.Sends++;
        if (sighting.Tier != Tier.None) Flag(ref source, in sighting, block, in texts);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Begin(ref RequestSource source, in Sighting sighting, in SightingTexts texts)
    {
        source.Name = texts.String(sighting.SourceText);
        source.Network = SourceNetwork.Of(texts.Bytes(sighting.SourceText), _seed);
        source.Site = texts.Known(sighting.SiteText);
        source.First = sighting.Time;
        source.LastStatus = -1;
        source.FirstLine = texts.Line(in sighting);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Flag(ref RequestSource source, in Sighting sighting, SightingBlock block, in SightingTexts texts)
    {
        source.Attacks ??= new();
        source.Attacks.Add(in sighting, sighting.Rule < 0 ? "" : block.Rule(sighting.Rule), in texts);
    }
}
