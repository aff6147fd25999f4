using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Share.Alerts;

namespace Noroshi.Server.Share.Deliveries;

/// <summary>What a mail needs to know.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Seen">What this recipient may see of it.</param>
/// <param name="Delivery">The delivery.</param>
/// <param name="Issuer">Who issues.</param>
/// <param name="Recipient">Who receives.</param>
/// <param name="Link">Where to acknowledge; null when no answer is asked.</param>
public sealed record AlertLetter(Alert Alert, AlertDocument Seen, Delivery Delivery, LocalizedText Issuer, LocalizedText Recipient, string? Link)
{
    /// <summary>The same for a desk that is written to in one language; unchanged where the alert is not written in it.</summary>
    internal AlertLetter For(Language? language) => language switch
    {
        Language.Ja when Seen.Ja is { IsEmpty: false } => this with { Seen = Seen with { En = null } },
        Language.En when Seen.En is { IsEmpty: false } => this with { Seen = Seen with { Ja = null } },
        _ => this,
    };
}
