using System.Text.Json.Serialization;

namespace Noroshi.Core.Share;

/// <summary>What kind of alert it is. Seed 002, サイバーテロ対策に係る官民の連絡・連携体制 §4 and 特別行動計画 6(3): 警報情報 and セキュリティ情報; the other two are JPCERT/CC's.</summary>
public enum AlertKind
{
    /// <summary>警報情報: an attack is under way or imminent; act now.</summary>
    [JsonStringEnumMemberName("warning")] Warning,

    /// <summary>注意喚起: a danger that asks for measures.</summary>
    [JsonStringEnumMemberName("caution")] Caution,

    /// <summary>早期警戒情報: known early, to a few, not yet public.</summary>
    [JsonStringEnumMemberName("early-warning")] EarlyWarning,

    /// <summary>セキュリティ情報: for improvement; nothing is pressing.</summary>
    [JsonStringEnumMemberName("security-information")] SecurityInformation,
}
