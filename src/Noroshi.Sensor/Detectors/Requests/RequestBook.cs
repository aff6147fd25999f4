using System.Runtime.CompilerServices;
using Noroshi.Sensor.Detectors.Forms;
using Noroshi.Sensor.Detectors.Requests.Crowds;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>All web requests by source. Bounded; one thread at a time.</summary>
internal sealed class RequestBook
{
    private const long AfterUploadMs = 3_600_000;
    private const int MostShells = 256;
    private const int MostPages = 65_536;
    private const int MostSites = 1024;

    private readonly ulong _seed;
    private readonly ulong _root;
    private readonly FormBook _forms;

    internal RequestBook(WatchSettings settings, FormBook forms)
    {
        _forms = forms;
        _seed = settings.Seed;
        _root = Keys.Of("/"u8, _seed);
        Sources = new(settings.MostSources);
        Crowds = new(settings);
    }

    internal KeyTable<RequestSource> Sources { get; }

    /// <summary>Paths of sites, by <see cref="PageOf"/>.</summary>
    internal KeyTable<Page> Pages { get; } = new(MostPages);

    /// <summary>Sites as a whole.</summary>
    internal KeyTable<Site> Sites { get; } = new(MostSites);

    /// <summary>Times in which many asked for the same.</summary>
    internal CrowdBook Crowds { get; }

    /// <summary>Names of programs and scripts that came by file transfer. Bounded by who adds to it.</summary>
    internal HashSet<ulong> Uploaded { get; } = [];

    /// <summary>Scripts that were run as web shells are, by path.</summary>
    internal Dictionary<ulong, Tally> Shells { get; } = [];

    internal void FetchSlots(in Sighting sighting)
    {
        Sources.FetchSlot(sighting.Source);
        Pages.FetchSlot(PageOf(in sighting));
    }

    internal void FetchEntries(in Sighting sighting)
    {
        Sources.FetchEntry(sighting.Source);
        Pages.FetchEntry(PageOf(in sighting));
    }

    internal void See(in Sighting sighting, SightingBlock block, in SightingTexts texts)
    {
        if (sighting.Source == 0) return;
        ref var source = ref Sources.Touch(sighting.Source, out var isNew);
        if (isNew) Begin(ref source, in sighting, in texts);
        source.Requests++;
        if (sighting.Time < source.First && sighting.Time != LogRecord.NoTime) source.First = sighting.Time;
        source.Last = Math.Max(source.Last, sighting.Time);
        source.Paths.Add(sighting.Target);
        source.Pace.Add(sighting.Time, sighting.Target);
        if (sighting.Status is >= 400 and < 500 and not 401 and not 407 and not 429)
        {
            source.Refused++;
            source.Missing.Add(sighting.Target);
        }
        else if (sighting.Status == 200 && sighting.Bytes == source.LastBytes && source.LastStatus == 200 && sighting.Target != source.LastTarget) source.SameAnswers++;
        (source.LastStatus, source.LastBytes, source.LastTarget) = (sighting.Status, sighting.Bytes, sighting.Target);
        if ((sighting.Flags & (SightingFlags.Sends | SightingFlags.Executable)) != 0) Send(ref source, in sighting, in texts);
        if (sighting.Tier != Tier.None) Flag(ref source, in sighting, block, in texts);
        SeePage(in sighting, in texts);
    }

    /// <summary>The key of the path of a site.</summary>
    private static ulong PageOf(in Sighting sighting) => Keys.Pair(sighting.Service, sighting.Target);

    private void SeePage(in Sighting sighting, in SightingTexts texts)
    {
        var key = PageOf(in sighting);
        ref var page = ref Pages.Touch(key, out _);
        // To an attack whose success cannot show, a page answers as to anything it does not understand.
        if (sighting.Status == 200 && sighting.Bytes >= 0 && (sighting.Tier == Tier.None || !Success.CanShow(sighting.Classes))) page.Answers.SeePlain(sighting.Bytes);
        else if (sighting.Status is 404 or 410) page.Answers.WasMissing = true;
        if (sighting.Time == LogRecord.NoTime) return;
        Crowds.Tick(sighting.Time);
        Crowds.See(ref page.Rates, key, isSite: false, in sighting, in texts);
        Crowds.See(ref Sites.Touch(sighting.Service, out _).Rates, sighting.Service, isSite: true, in sighting, in texts);
    }

    /// <summary>Whether an answer that suggests a success is, after all that was seen, not what the site answers anyway.</summary>
    internal bool HasLikelyWorked(in SuspectAnswer answer)
    {
        if (answer.Bytes < 0) return true;
        ref var page = ref Pages.Find(answer.Page);
        if (!Unsafe.IsNullRef(ref page) && (page.Answers.IsUsual(answer.Bytes) || page.Answers.IsEcho(answer.Bytes, answer.Length))) return false;
        ref var site = ref Sites.Find(answer.Site);
        if (!Unsafe.IsNullRef(ref site) && site.Same?.IsForEverything(answer.Bytes) == true) return false;
        // Sites that have something for every path mostly show their start page.
        ref var start = ref Pages.Find(Keys.Pair(answer.Site, _root));
        return Unsafe.IsNullRef(ref start) || !start.Answers.IsExactly(answer.Bytes);
    }

    private void SeeSame(in Sighting sighting, in SightingTexts texts)
    {
        var path = texts.Bytes(sighting.TargetText);
        (Sites.Touch(sighting.Service, out _).Same ??= new()).See(sighting.Bytes, SameAnswers.AskedBy(sighting.Classes, path, sighting.TargetLength > path.Length, _seed));
    }

    /// <summary>An answer that suggests a success by status and size alone. Whether the site answers so anyway shows at the end.</summary>
    private void Suspect(AttackTally attacks, in Sighting sighting, in SightingTexts texts)
    {
        var key = PageOf(in sighting);
        if (sighting.Bytes >= 0) Pages.Touch(key, out _).Answers.SeeAttack(sighting.Bytes, sighting.TargetLength);
        attacks.Suspect(new(key, sighting.Service, sighting.Bytes, sighting.TargetLength, texts.Line(in sighting)));
    }

    /// <summary>A request that sends something, or runs a script.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Send(ref RequestSource source, in Sighting sighting, in SightingTexts texts)
    {
        var isSending = (sighting.Flags & SightingFlags.Sends) != 0;
        if (isSending) source.Sends++;
        if ((sighting.Flags & SightingFlags.LoginPath) != 0 && isSending) _forms.See(in sighting, source.Name, source.Network, in texts);
        var isUploadPath = (sighting.Flags & SightingFlags.UploadPath) != 0;
        if (sighting.Status / 100 == 2 && (sighting.Flags & SightingFlags.Executable) != 0) Run(ref source, in sighting, isUploadPath, in texts);
        if (isSending && isUploadPath && sighting.Status / 100 is 2 or 3) (source.LastUpload, source.LastUploadPath) = (sighting.Time, sighting.Target);
    }

    /// <summary>A script that was run: one that lies where uploads lie, right after an upload, one that came by FTP, or one that was missing until its user attacked, is a web shell's habit.</summary>
    private void Run(ref RequestSource source, in Sighting sighting, bool isUploadPath, in SightingTexts texts)
    {
        var isAfterUpload = isUploadPath && source.LastUploadPath != 0 && source.LastUploadPath != sighting.Target && (ulong)(sighting.Time - source.LastUpload) <= AfterUploadMs;
        if (!isAfterUpload && !(Uploaded.Count > 0 && Uploaded.Contains(sighting.Name)) && !(source.Attacks is { High: > 0 } && HasAppeared(in sighting))) return;
        if (Shells.Count >= MostShells && !Shells.ContainsKey(sighting.Target)) return;
        if (!Shells.TryGetValue(sighting.Target, out var tally)) Shells.Add(sighting.Target, tally = new());
        tally.Add(in sighting, source.Name, source.Network, "", in texts);
    }

    /// <summary>Whether something is sent to a script that was not there before, and does not answer as everything here does.</summary>
    private bool HasAppeared(in Sighting sighting)
    {
        if ((sighting.Flags & SightingFlags.Sends) == 0) return false;
        ref var page = ref Pages.Find(PageOf(in sighting));
        return !Unsafe.IsNullRef(ref page) && page.Answers.WasMissing && HasLikelyWorked(new(0, sighting.Service, sighting.Bytes, 0, default));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Begin(ref RequestSource source, in Sighting sighting, in SightingTexts texts)
    {
        source.Name = texts.String(sighting.SourceText);
        source.Network = SourceNetwork.Of(texts.Bytes(sighting.SourceText), _seed);
        source.Site = texts.Known(sighting.SiteText);
        source.First = source.Last = sighting.Time;
        source.LastStatus = -1;
        source.FirstLine = texts.Line(in sighting);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Flag(ref RequestSource source, in Sighting sighting, SightingBlock block, in SightingTexts texts)
    {
        source.Attacks ??= new();
        source.Attacks.Add(in sighting, sighting.Rule < 0 ? "" : block.Rule(sighting.Rule), in texts);
        if (sighting.Status == 200 && Success.CanShow(sighting.Classes)) SeeSame(in sighting, in texts);
        if (sighting.Tier == Tier.High && (sighting.Flags & SightingFlags.LikelySucceeded) != 0) Suspect(source.Attacks, in sighting, in texts);
    }
}
