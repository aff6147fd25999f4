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
public sealed record AlertLetter(Alert Alert, AlertDocument Seen, Delivery Delivery, LocalizedText Issuer, LocalizedText Recipient, string? Link);
