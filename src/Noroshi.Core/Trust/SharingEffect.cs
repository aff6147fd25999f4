using System.Text.Json.Serialization;

namespace Noroshi.Core.Trust;

/// <summary>What a sharing rule does.</summary>
public enum SharingEffect
{
    /// <summary>Lets its recipients see its view.</summary>
    [JsonStringEnumMemberName("permit")] Permit,

    /// <summary>Forbids its recipients to see more than its view, whatever permits them.</summary>
    [JsonStringEnumMemberName("limit")] Limit,
}
