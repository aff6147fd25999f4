using System.Text.Json.Serialization;

namespace Noroshi.Core.Vocabulary;

/// <summary>How sure a reporter is of one field (確度). Seed 002, 連絡・連携体制 §2(3): fragments and unconfirmed facts are acceptable.</summary>
public enum Certainty
{
    /// <summary>不明: not known. The default; a value in its own right.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,

    /// <summary>調査中: being looked into.</summary>
    [JsonStringEnumMemberName("investigating")] Investigating,

    /// <summary>未確定: believed, not yet confirmed.</summary>
    [JsonStringEnumMemberName("tentative")] Tentative,

    /// <summary>確定: confirmed.</summary>
    [JsonStringEnumMemberName("confirmed")] Confirmed,
}
