using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Core.Content;

/// <summary>An algorithmic detector's content file (<c>kind: behaviour</c>): its thresholds, and the words for what it finds. The places in the words are the facts of a <see cref="Finding"/>.</summary>
public sealed record Behaviour
{
    /// <summary>Id, label (the finding's title), status, sources.</summary>
    public required ContentHeader Header { get; init; }

    /// <summary>What the detector reads.</summary>
    public required DetectorSetting Setting { get; init; }

    /// <summary>What happened, in a sentence or two.</summary>
    public required LocalizedText Happened { get; init; }

    /// <summary>What to do now.</summary>
    public required LocalizedText ToDo { get; init; }

    /// <summary>Whether and to whom it should be reported.</summary>
    public required LocalizedText Report { get; init; }
}
