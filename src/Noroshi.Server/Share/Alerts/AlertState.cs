using System.Text.Json.Serialization;

namespace Noroshi.Server.Share.Alerts;

/// <summary>Where an alert stands. Stored by word.</summary>
/// <remarks>
/// <code>
/// draft ─► submitted ─► issued ─► stopped
///   ▲          │ returned
///   └──────────┘
/// </code>
/// </remarks>
public enum AlertState
{
    /// <summary>下書き.</summary>
    [JsonStringEnumMemberName("draft")] Draft,

    /// <summary>承認待ち.</summary>
    [JsonStringEnumMemberName("submitted")] Submitted,

    /// <summary>発出.</summary>
    [JsonStringEnumMemberName("issued")] Issued,

    /// <summary>発出停止.</summary>
    [JsonStringEnumMemberName("stopped")] Stopped,
}
