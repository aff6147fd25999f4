using System.Text.Json.Serialization;

namespace Noroshi.Core.Share;

/// <summary>What a recipient answered (受領確認). Stored by word.</summary>
public enum AcknowledgementState
{
    /// <summary>受領: read it.</summary>
    [JsonStringEnumMemberName("received")] Received,

    /// <summary>影響なし.</summary>
    [JsonStringEnumMemberName("no-impact")] NoImpact,

    /// <summary>調査中.</summary>
    [JsonStringEnumMemberName("investigating")] Investigating,

    /// <summary>影響あり.</summary>
    [JsonStringEnumMemberName("affected")] Affected,

    /// <summary>対応済み.</summary>
    [JsonStringEnumMemberName("handled")] Handled,
}

/// <summary>What becomes of an answer.</summary>
public enum AcknowledgementMove
{
    /// <summary>The new state counts.</summary>
    Taken,

    /// <summary>It says what was said already; nothing changes.</summary>
    Repeated,

    /// <summary>It would take back knowledge: refused.</summary>
    Refused,
}

/// <summary>Which answer may follow which.</summary>
/// <remarks>
/// <code>
/// (silent) ─► received ─► investigating ⇄ no-impact
///                 └──────► affected ─► handled ─► affected
/// </code>
/// Anything may be the first answer. Nothing goes back to received; what was affected does not become "no impact" without having been investigated again.
/// </remarks>
public static class AcknowledgementMoves
{
    /// <summary>Judges an answer.</summary>
    /// <param name="from">The last answer; null when silent so far.</param>
    /// <param name="to">The new one.</param>
    public static AcknowledgementMove Judge(AcknowledgementState? from, AcknowledgementState to) => (from, to) switch
    {
        (null, _) => AcknowledgementMove.Taken,
        var (f, t) when f == t => AcknowledgementMove.Repeated,
        (AcknowledgementState.Received, _) => AcknowledgementMove.Taken,
        (_, AcknowledgementState.Received) => AcknowledgementMove.Refused,
        (AcknowledgementState.Affected or AcknowledgementState.Handled, AcknowledgementState.NoImpact) => AcknowledgementMove.Refused,
        _ => AcknowledgementMove.Taken,
    };

    /// <summary>The answers that may be given now, the present one included.</summary>
    public static IEnumerable<AcknowledgementState> Open(AcknowledgementState? from) =>
        Enum.GetValues<AcknowledgementState>().Where(to => Judge(from, to) is not AcknowledgementMove.Refused);
}
