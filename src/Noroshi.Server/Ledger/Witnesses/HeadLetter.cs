using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.Mail;
using Noroshi.Server.Web.Time;

namespace Noroshi.Server.Ledger.Witnesses;

/// <summary>The mail that carries a signed head to a witness, in the language of the desk or both: what it is, and the two lines by which it is checked. Its subject says that nothing has to be done.</summary>
internal static class HeadLetter
{
    /// <summary>The message; the same head for the same witness always has the same Message-ID, so that one sent twice after a crash is seen to be one. Null when it cannot be written.</summary>
    internal static byte[]? Message(Texts texts, HeadWitness head, Witness witness, string origin, string from, string to, DateTimeOffset now)
    {
        if (Mailbox.Of(from) is not { } sender || Mailbox.Of(to) is not { } receiver) return null;
        string file = string.Create(CultureInfo.InvariantCulture, $"noroshi-head-{head.Day}-{head.Epoch}-{head.Size}.txt");
        Language[] languages = witness.Languages.TryGetValue(to, out Language one) ? [one] : Enum.GetValues<Language>();
        return MailWriter.Write(new MailMessage
        {
            From = sender,
            To = [receiver],
            Subject = string.Join(" / ", languages.Select(language => Say(texts, language, "ledger.witness.mail.subject", head, witness, origin, file))),
            Text = string.Join("\n\n", languages.Select(language => Say(texts, language, "ledger.witness.mail.text", head, witness, origin, file).ReplaceLineEndings("\n"))),
            Language = languages[0] is Language.Ja ? "ja" : "en",
            MessageId = $"head.{head.Id:N}@{from[(from.LastIndexOf('@') + 1)..]}",
            Date = JapanTime.Of(now),
            Headers = [new("X-Noroshi-Head", string.Create(CultureInfo.InvariantCulture, $"{head.Epoch}/{head.Size}"))],
            Attachments = [new(file, "text/plain; charset=utf-8", ImmutableArray.Create(Encoding.UTF8.GetBytes(head.Note)))],
        }, out _);
    }

    private static string Say(Texts texts, Language language, string key, HeadWitness head, Witness witness, string origin, string file) => texts.Of(
        language,
        key,
        ("day", head.Day),
        ("name", witness.Name.In(language)),
        ("origin", origin),
        ("epoch", head.Epoch.ToString(CultureInfo.InvariantCulture)),
        ("size", head.Size.ToString(CultureInfo.InvariantCulture)),
        ("root", head.Root),
        ("file", file));
}
