using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors.Web.Knowledge;
using Noroshi.Sensor.Rules;

namespace Noroshi.Core.Content;

/// <summary>What <c>content/detectors</c> says, ready to be used. Immutable.</summary>
/// <param name="Behaviours">Thresholds and words, one of each detector.</param>
/// <param name="Web">The rules that are signatures of web requests.</param>
/// <param name="Rest">All other rules.</param>
public sealed record DetectorContent(ImmutableArray<Behaviour> Behaviours, WebKnowledge Web, RuleBook Rest)
{
    /// <summary>Reads and checks the files.</summary>
    /// <param name="files">Content files; others than of detectors are left alone.</param>
    /// <param name="faults">Receives what is wrong. With faults, what was read is not whole.</param>
    public static DetectorContent Read(IReadOnlyCollection<ContentFile> files, ICollection<Fault> faults)
    {
        var behaviours = BehaviourReader.ReadAll(files, faults);
        var web = WebKnowledge.Of(DetectorRules.Read(files, null, faults), out var rest);
        return new(behaviours, web, rest);
    }
}
