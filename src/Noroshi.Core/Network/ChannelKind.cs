using System.Text.Json.Serialization;

namespace Noroshi.Core.Network;

/// <summary>A kind of contact means (連絡手段). Seed 002, 官民の連絡・連携体制 §2(4).</summary>
public enum ChannelKind
{
    /// <summary>電話.</summary>
    [JsonStringEnumMemberName("telephone")] Telephone,

    /// <summary>FAX.</summary>
    [JsonStringEnumMemberName("fax")] Fax,

    /// <summary>電子メール.</summary>
    [JsonStringEnumMemberName("e-mail")] Email,

    /// <summary>Webhook: an https address that receives a POST.</summary>
    [JsonStringEnumMemberName("webhook")] Webhook,

    /// <summary>TAXII 2.1 collection.</summary>
    [JsonStringEnumMemberName("taxii")] Taxii,
}
