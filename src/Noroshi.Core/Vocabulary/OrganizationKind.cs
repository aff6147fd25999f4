using System.Text.Json.Serialization;

namespace Noroshi.Core.Vocabulary;

/// <summary>What an organisation is in the network (組織の種別). design.md section 3.</summary>
public enum OrganizationKind
{
    /// <summary>重要インフラ事業者等: runs the systems; the source of reports.</summary>
    [JsonStringEnumMemberName("operator")] Operator,

    /// <summary>所管省庁: the authority a sector's operators report to.</summary>
    [JsonStringEnumMemberName("authority")] Authority,

    /// <summary>セプター・ISAC: the sector's own sharing body. Reads only with consent.</summary>
    [JsonStringEnumMemberName("isac")] Isac,

    /// <summary>国家サイバー統括室に当たる中央組織: the national centre.</summary>
    [JsonStringEnumMemberName("center")] Center,

    /// <summary>警察・公安委員会.</summary>
    [JsonStringEnumMemberName("police")] Police,

    /// <summary>相談窓口 (IPA, JPCERT/CC and the like): a consultation desk or coordinating CSIRT.</summary>
    [JsonStringEnumMemberName("desk")] Desk,

    /// <summary>電気通信事業者 (ISP): carries others' communications; a lawful basis is asked for.</summary>
    [JsonStringEnumMemberName("isp")] Isp,
}
