using System.Text.Json.Serialization;

namespace Noroshi.Core.Collect;

/// <summary>Where a report stands in its series. Seed 003: a first report alone is not enough.</summary>
public enum ReportStage
{
    /// <summary>速報: the first word; a contact is enough.</summary>
    [JsonStringEnumMemberName("initial")] Initial,

    /// <summary>続報: more, or something else, is known.</summary>
    [JsonStringEnumMemberName("follow-up")] FollowUp,

    /// <summary>終報: the matter is closed for the reporter.</summary>
    [JsonStringEnumMemberName("final")] Final,
}
