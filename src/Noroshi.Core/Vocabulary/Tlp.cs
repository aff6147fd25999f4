using System.Text.Json.Serialization;

namespace Noroshi.Core.Vocabulary;

/// <summary>A marking of the Traffic Light Protocol 2.0: how far the recipient may pass it on. Ordered from the widest to the narrowest; stored by word, never by number.</summary>
/// <remarks>FIRST, Traffic Light Protocol version 2.0, August 2022. The words stay in capital Latin letters in every language.</remarks>
public enum Tlp
{
    /// <summary>TLP:CLEAR, no limit.</summary>
    [JsonStringEnumMemberName("clear")] Clear,

    /// <summary>TLP:GREEN, within the community.</summary>
    [JsonStringEnumMemberName("green")] Green,

    /// <summary>TLP:AMBER, the organisation and its clients, on a need-to-know basis.</summary>
    [JsonStringEnumMemberName("amber")] Amber,

    /// <summary>TLP:AMBER+STRICT, the organisation only.</summary>
    [JsonStringEnumMemberName("amber+strict")] AmberStrict,

    /// <summary>TLP:RED, the individual recipients only.</summary>
    [JsonStringEnumMemberName("red")] Red,
}
