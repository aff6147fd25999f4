using System.Text.Json.Serialization;

namespace Noroshi.Core.Trust;

/// <summary>The standing of a sharing rule (design.md section 3, content over time).</summary>
public enum SharingStatus
{
    /// <summary>In force and confirmed.</summary>
    [JsonStringEnumMemberName("in-force")] InForce,

    /// <summary>Once in force; kept so that old decisions can be read.</summary>
    [JsonStringEnumMemberName("historical")] Historical,

    /// <summary>Not yet decided.</summary>
    [JsonStringEnumMemberName("draft")] Draft,

    /// <summary>Believed in force, its source not seen.</summary>
    [JsonStringEnumMemberName("unconfirmed")] Unconfirmed,
}
