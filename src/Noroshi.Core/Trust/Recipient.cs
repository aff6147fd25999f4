using System.Text.Json.Serialization;

namespace Noroshi.Core.Trust;

/// <summary>A group of organisations a sharing rule speaks of, by what they are to the subject.</summary>
public enum Recipient
{
    /// <summary>The organisation the subject comes from: a report's sender, an alert's issuer.</summary>
    [JsonStringEnumMemberName("source")] Source,

    /// <summary>所管省庁: an authority that the source's own routes reach directly.</summary>
    [JsonStringEnumMemberName("authority")] Authority,

    /// <summary>中央組織: a national centre that the source's routes reach, directly or onward.</summary>
    [JsonStringEnumMemberName("center")] Center,

    /// <summary>セプター・ISAC of a sector the source belongs to.</summary>
    [JsonStringEnumMemberName("isac-of-sector")] IsacOfSector,

    /// <summary>Operators of a sector the source belongs to, the source itself excepted.</summary>
    [JsonStringEnumMemberName("peer-of-sector")] PeerOfSector,

    /// <summary>Organisations the subject is addressed to, by name or as operators of an addressed sector.</summary>
    [JsonStringEnumMemberName("audience")] Audience,

    /// <summary>Organisations the subject is addressed to by name.</summary>
    [JsonStringEnumMemberName("named-audience")] NamedAudience,

    /// <summary>Authorities and sharing bodies of a sector the subject is addressed to: they relay and follow up.</summary>
    [JsonStringEnumMemberName("relay-of-audience")] RelayOfAudience,

    /// <summary>Any desk or police organisation that the source's routes reach directly.</summary>
    [JsonStringEnumMemberName("desk-on-route")] DeskOnRoute,

    /// <summary>Every organisation.</summary>
    [JsonStringEnumMemberName("anyone")] Anyone,
}
