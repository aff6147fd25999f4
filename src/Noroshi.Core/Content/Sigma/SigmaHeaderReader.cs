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
            File = at.File,
            Line = at.Line,
        };
    }
}
