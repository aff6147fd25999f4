using System.Text.Json.Serialization;

namespace Noroshi.Core.Trust;

/// <summary>The four sizes of a view, from the smallest. Stored by word.</summary>
public enum ViewKind
{
    /// <summary>Nothing; the subject does not exist for this viewer.</summary>
    [JsonStringEnumMemberName("nothing")] Nothing,

    /// <summary>A reduced text in place of the facts.</summary>
    [JsonStringEnumMemberName("reduced")] Reduced,

    /// <summary>Named facts.</summary>
    [JsonStringEnumMemberName("fields")] Fields,

    /// <summary>All facts, but those removed.</summary>
    [JsonStringEnumMemberName("everything")] Everything,
}
