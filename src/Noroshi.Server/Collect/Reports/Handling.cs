using System.Text.Json.Serialization;

namespace Noroshi.Server.Collect.Reports;

/// <summary>Where an organisation stands with a report: the groups of its inbox.</summary>
public enum Handling
{
    /// <summary>自組織の報告: it is the reporter.</summary>
    [JsonStringEnumMemberName("own")] Own,

    /// <summary>対応が必要: something new that it has not looked at.</summary>
    [JsonStringEnumMemberName("needs-me")] NeedsMe,

    /// <summary>続報待ち: seen; the reporter is expected to say more.</summary>
    [JsonStringEnumMemberName("waiting")] Waiting,

    /// <summary>完了: nothing more to do here.</summary>
    [JsonStringEnumMemberName("done")] Done,
}
