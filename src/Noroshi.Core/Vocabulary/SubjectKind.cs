using System.Text.Json.Serialization;

namespace Noroshi.Core.Vocabulary;

/// <summary>What kind of thing somebody may or may not see. Stored by word.</summary>
public enum SubjectKind
{
    /// <summary>届出・通報・情報連絡: a report with all its versions.</summary>
    [JsonStringEnumMemberName("report")] Report,

    /// <summary>警報情報・注意喚起: an alert with all its versions.</summary>
    [JsonStringEnumMemberName("alert")] Alert,
}
