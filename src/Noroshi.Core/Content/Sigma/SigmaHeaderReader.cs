using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Rules;

namespace Noroshi.Core.Content.Sigma;

/// <summary>What every Sigma document says of itself.</summary>
internal static class SigmaHeaderReader
{
    private const int MaxTitle = 256;

    private static readonly (string Word, RuleLevel Value)[] Levels =
        [("informational", RuleLevel.Informational), ("low", RuleLevel.Low), ("medium", RuleLevel.Medium), ("high", RuleLevel.High), ("critical", RuleLevel.Critical)];

    private static readonly (string Word, RuleStatus Value)[] Statuses =
    [
        ("stable", RuleStatus.Stable), ("test", RuleStatus.Test), ("experimental", RuleStatus.Experimental), ("deprecated", RuleStatus.Deprecated), ("unsupported", RuleStatus.Unsupported),
    ];

    internal static RuleHeader Read(FieldReader fields, SourcePosition at)
    {
        var title = fields.Text("title");
        if (title.Length > MaxTitle) fields.Faults.Add(fields.Bad("NRS-D003", "title").With("limit", $"{MaxTitle}"));
        return new()
        {
            Title = title,
            Id = fields.OptionalText("id"),
            Name = fields.OptionalText("name"),
            Level = fields.Choice("level", Levels) ?? RuleLevel.Unsaid,
            Status = fields.Choice("status", Statuses) ?? RuleStatus.Unsaid,
            Tags = fields.Words("tags"),
            Description = fields.OptionalText("description") ?? "",
            FalsePositives = FalsePositives(fields.Node("falsepositives")),
            File = at.File,
            Line = at.Line,
        };
    }

    // Free text that nothing depends on: one with a colon, which YAML takes for a mapping, is no reason to refuse a rule.
    private static ImmutableArray<string> FalsePositives(YamlNode? node) => node switch
    {
        YamlNode.Scalar one => [one.Text],
        YamlNode.Sequence several => [.. several.Items.OfType<YamlNode.Scalar>().Select(s => s.Text)],
        _ => [],
    };
}
