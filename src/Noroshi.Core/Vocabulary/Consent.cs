using System.Text.Json.Serialization;

namespace Noroshi.Core.Vocabulary;

/// <summary>What a reporter agreed to, each asked separately (同意). The words are those of a report document's <c>consents</c>.</summary>
/// <remarks>Seed 002, 官民の連絡・連携体制 §4(1)ア, イ: sharing beyond the receiving ministry and the centre, and the names of company and sector, need prior consent.</remarks>
public enum Consent
{
    /// <summary>企業名: the company's name may be shown to those who receive the content.</summary>
    [JsonStringEnumMemberName("companyName")] CompanyName,

    /// <summary>分野名: the sector's name may be shown.</summary>
    [JsonStringEnumMemberName("sectorName")] SectorName,

    /// <summary>セプター: the sector's own sharing body may read the report.</summary>
    [JsonStringEnumMemberName("ceptoar")] Ceptoar,

    /// <summary>再提供: the content may be passed on to others it concerns.</summary>
    [JsonStringEnumMemberName("onward")] Onward,
}
