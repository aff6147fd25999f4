using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Noroshi.Core.Content;
using Noroshi.Core.Content.Sigma;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Detectors.Web.Knowledge;
using Noroshi.Sensor.Logs;
using Noroshi.Sensor.Logs.Json;
using Noroshi.Sensor.Logs.Patterns;
using Noroshi.Sensor.Rules;
using Noroshi.Sensor.Rules.Modifiers;

namespace Noroshi.Cli.Scan;

/// <summary>The knowledge a scan uses: thresholds and words of the detectors, the products' log patterns.</summary>
internal sealed class ScanContent
{
    private readonly Dictionary<string, Behaviour> _behaviours = new(StringComparer.Ordinal);

    private ScanContent(DetectorContent detectors, RuleBook own, string folder, Func<string> hash)
    {
        foreach (var behaviour in detectors.Behaviours) _behaviours.Add(behaviour.Header.Id, behaviour);
        Patterns = new(() => LogPatternFiles.Read(ContentCache.Known([.. Files(folder, "logs").Select(LogPatternFiles.WithoutExamples)]), [], []));
        Maps = new(() => LogMapFiles.Read(ContentCache.Known(Files(folder, "log-maps")), [], []));
        Hash = new(hash);
        Web = detectors.Web;
        OwnRules = own.Rules.Length + own.Correlations.Length;
        var rest = detectors.Rest;
        RuleBook others = new() { Rules = [.. rest.Rules, .. own.Rules], Correlations = [.. rest.Correlations, .. own.Correlations], Filters = [.. rest.Filters, .. own.Filters] };
        Rules = others.Rules.IsEmpty ? null : RuleSet.Compile(others);
        Watch = NewSettings([], null, null, null);
    }

    /// <summary>Thresholds alone, without anything only the organisation knows.</summary>
    internal WatchSettings Watch { get; }

    /// <summary>Exploits, scanners, web shells and the like by name.</summary>
    internal WebKnowledge Web { get; }

    /// <summary>Rules put to each line: the user's own, and those of ours that ask for more than a request's texts. Null for none.</summary>
    internal RuleSet? Rules { get; }

    /// <summary>How many rules of the user's own are put to the lines.</summary>
    internal int OwnRules { get; }

    /// <summary>Messages of products, made when the first line is met that no format knows.</summary>
    internal Lazy<LogPatterns> Patterns { get; }

    /// <summary>What JSON lines mean, made when the first is met.</summary>
    internal Lazy<LogMapSet> Maps { get; }

    /// <summary>SHA-256 over the files' names and bytes, made when it is asked for: the library behind it takes as long to load as a small log to read.</summary>
    internal Lazy<string> Hash { get; }

    /// <summary>Reads what ships with the program; null when it has faults.</summary>
    /// <param name="faults">Receives what is wrong.</param>
    /// <param name="ownRules">The user's own Sigma rules. One with a fault is left out, the others are used. Null when they could not be gathered.</param>
    internal static ScanContent? Load(List<Fault> faults, IReadOnlyList<ContentFile>? ownRules)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "content");
        var files = Files(folder, "detectors");
        if (ownRules is null || ContentCache.Detectors(files, faults) is not { } detectors) return null;
        var own = ownRules.Count == 0 ? RuleBook.Empty : ReadOwn(ownRules, faults);
        return new(detectors, own, folder, () => HashOf([.. files, .. ownRules]));
    }

    private static RuleBook ReadOwn(IReadOnlyCollection<ContentFile> files, List<Fault> faults)
    {
        var reader = new SigmaReader(Placeholders.None);
        foreach (var file in ContentCache.Known(files)) reader.Add(file);
        var book = reader.Complete(out var found);
        faults.AddRange(found);
        return book;
    }

    /// <summary>SHA-256 over all content that ships with the program, also what only reads lines: a record names it.</summary>
    internal static string HashOfAll() => HashOf(Files(Path.Combine(AppContext.BaseDirectory, "content"), ""));

    /// <summary>Thresholds with what only the organisation knows; the seed is by chance unless given.</summary>
    internal WatchSettings NewSettings(ImmutableArray<IPNetwork> allowed, BusinessHours? hours, Indicators? indicators, ulong? seed) => new(_behaviours.Values.Select(b => b.Setting))
    {
        Seed = seed ?? NewSeed(),
        AllowedNetworks = allowed,
        Hours = hours,
        Indicators = indicators,
        Rules = Rules,
    };

    /// <summary>From the system's own source of chance, which a new id is made of too; <see cref="System.Security.Cryptography"/> would load a library for it at each start.</summary>
    private static ulong NewSeed()
    {
        Span<byte> id = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(id);
        // Six of its bits are always the same, none of them in the same place of both halves.
        return BitConverter.ToUInt64(id) ^ BitConverter.ToUInt64(id[8..]);
    }

    /// <summary>A reader of a file with this clock.</summary>
    internal LogReader NewReader(LogClock clock) => new(new(clock) { LoadMaps = () => Maps.Value }, Patterns);

    /// <summary>A detector's threshold as a person writes it.</summary>
    internal string Threshold(string detector, Tunable tunable)
    {
        var value = Watch[detector][tunable.Name];
        return tunable.Unit switch
        {
            TunableUnit.Time => TimeSpan.FromMilliseconds(value).ToString("c", CultureInfo.InvariantCulture),
            TunableUnit.Percent => string.Create(CultureInfo.InvariantCulture, $"{value} %"),
            TunableUnit.Bytes => Shown.Size(value),
            _ => Shown.Number(value),
        };
    }

    /// <summary>Says how many rules of the user's own were put to the lines; nothing when none was given.</summary>
    internal IEnumerable<string> RuleNotes(Terminal terminal) => OwnRules > 0 ? [terminal.Say("scan.note.rules", ("count", Shown.Number(OwnRules)))] : [];

    /// <summary>A finding in words.</summary>
    internal ShownFinding Show(Finding finding, Terminal terminal, TimeZoneInfo zone, IReadOnlyList<ProvingLine> lines)
    {
        if (finding.Sigma is { } rule) return SigmaWords.Show(finding, rule, terminal, lines);
        var behaviour = _behaviours[finding.Rule];
        var values = Wording.Values(finding, terminal);
        // Where the log names no account, sentences about accounts would have holes.
        string Of(LocalizedText text, string unnamed) => Wording.Smooth(finding.AccountCount == 0 && terminal.Texts.Has(unnamed) ? terminal.Say(unnamed, values) : Texts.Fill(text.In(terminal.Language), values), terminal.Language);
        string In(LocalizedText text) => Of(text, "");
        var happened = Of(behaviour.Happened, $"scan.unnamed.{finding.Rule}");
        // One try and a success would be nothing, were it not one of hundreds at the same time.
        if (Array.Exists(values, v => v.Name == "wave")) happened += Wording.Smooth(terminal.Say("scan.in-wave", values), terminal.Language);
        return new(finding, In(behaviour.Header.Label), happened, SentencesOf(Of(behaviour.ToDo, $"scan.unnamed.{finding.Rule}.to-do")), In(behaviour.Report), lines);
    }

    /// <summary>Sentence by sentence, so that what to do first stands alone.</summary>
    internal static List<string> SentencesOf(string text)
    {
        List<string> sentences = [];
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var isEnd = text[i] == '。' || (text[i] == '.' && i + 1 < text.Length && text[i + 1] == ' ');
            if (!isEnd) continue;
            sentences.Add(text[from..(i + 1)].Trim());
            from = i + 1;
        }
        if (text[from..].Trim() is { Length: > 0 } rest) sentences.Add(rest);
        return sentences;
    }

    private static ContentFile[] Files(string folder, string kind)
    {
        var of = Path.Combine(folder, kind);
        return !Directory.Exists(of) ? [] :
            [.. Directory.EnumerateFiles(of, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => new ContentFile(Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllBytes(f)))];
    }

    private static string HashOf(IEnumerable<ContentFile> files) => Convert.ToHexStringLower(ContentImage.HashOf(files));
}
