using System.Text;
using Noroshi.Core.Content;
using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.Mail;
using Noroshi.Server.Share.Alerts;
using Noroshi.Server.Web.Time;

namespace Noroshi.Server.Share.Deliveries;

/// <summary>The mail that carries an alert or a reminder: plain text, marking in subject and body (TLP 2.0), one block for each language the alert is written in, or only the one its desk is written to in.</summary>
internal static class AlertMail
{
    private const string Rule = "------------------------------------------------------------";

    /// <summary>【TLP:AMBER】【至急】注意喚起 A26-…：title.</summary>
    internal static string Subject(Texts texts, AlertLetter letter, bool isReminder)
    {
        Language language = letter.Seen.Ja is { IsEmpty: false } ? Language.Ja : Language.En;
        string title = letter.Seen.Body(language).Title;
        string key = isReminder ? "share.mail.subject.reminder" : letter.Alert.IsUrgent ? "share.mail.subject.urgent" : "share.mail.subject";
        string subject = texts.Of(language, key, ("tlp", AlertWords.Label(letter.Alert.Tlp)), ("kind", Kind(texts, language, letter.Alert.Kind)), ("number", letter.Alert.Number), ("title", title));
        return string.Concat(subject.Select(c => char.IsControl(c) ? ' ' : c));
    }

    internal static string Text(Texts texts, AlertLetter letter, bool isReminder, DateTimeOffset now)
    {
        var text = new StringBuilder();
        foreach (Language language in letter.Seen.Languages)
        {
            if (text.Length > 0) text.Append('\n').Append(Rule).Append("\n\n");
            Block(text, texts, language, letter, isReminder, now);
        }

        return text.ToString();
    }

    /// <summary>The message as bytes; the same delivery and purpose always give the same Message-ID.</summary>
    internal static byte[]? Message(Texts texts, AlertLetter letter, bool isReminder, string from, string to, DateTimeOffset now)
    {
        Mailbox? sender = Mailbox.Of(from, letter.Issuer.In(letter.Seen.Ja is { IsEmpty: false } ? Language.Ja : Language.En));
        Mailbox? receiver = Mailbox.Of(to);
        if (sender is null || receiver is null) return null;
        string id = IdOf(letter.Delivery.Id, from);
        return MailWriter.Write(new MailMessage
        {
            From = sender,
            To = [receiver],
            Subject = Subject(texts, letter, isReminder),
            Text = Text(texts, letter, isReminder, now),
            Language = letter.Seen.Ja is { IsEmpty: false } ? "ja" : "en",
            MessageId = isReminder ? $"reminder.{id}" : id,
            InReplyTo = isReminder ? id : "",
            Date = JapanTime.Of(now),
            Headers = [new("X-Noroshi-Alert", letter.Alert.Number)],
        }, out _);
    }

    internal static string IdOf(Guid delivery, string from) => $"{delivery:N}@{from[(from.LastIndexOf('@') + 1)..]}";

    private static void Block(StringBuilder text, Texts texts, Language language, AlertLetter letter, bool isReminder, DateTimeOffset now)
    {
        AlertBody body = letter.Seen.Body(language);
        SayText Say = (key, values) => texts.Of(language, key, values);
        text.Append(AlertWords.Label(letter.Alert.Tlp)).Append("  ").Append(Say($"web.tlp.{TlpKey(letter.Alert.Tlp)}")).Append("\n\n");
        text.Append(Say("share.mail.to", ("name", letter.Recipient.In(language)))).Append("\n\n");
        text.Append(Say(isReminder ? "share.mail.lead.reminder" : letter.Delivery.NeedsAnswer ? "share.mail.lead" : "share.mail.lead.informed", ("issuer", letter.Issuer.In(language)), ("kind", Kind(texts, language, letter.Alert.Kind)))).Append("\n\n");
        text.Append(Say("share.mail.number", ("number", letter.Alert.Number), ("version", letter.Delivery.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)))).Append('\n');
        text.Append(Say("share.mail.title", ("title", body.Title))).Append('\n');
        Answer(text, letter, Say, language, now);
        Part(text, Say("share.part.summary"), body.Summary);
        Part(text, Say("share.part.affected"), body.Affected);
        Part(text, Say("share.part.actions"), string.Join('\n', body.Actions.Select((a, i) => $"{i + 1}. {a}")));
        Part(text, Say("share.part.references"), string.Join('\n', body.References));
        text.Append('\n').Append(Say("share.mail.close", ("issuer", letter.Issuer.In(language)))).Append("\n\n").Append(AlertWords.Label(letter.Alert.Tlp)).Append('\n');
    }

    private delegate string SayText(string key, params ReadOnlySpan<(string, string)> values);

    private static void Answer(StringBuilder text, AlertLetter letter, SayText say, Language language, DateTimeOffset now)
    {
        if (letter.Link is null) return;
        text.Append('\n').Append(letter.Delivery.AnswerBy is { } by ? say("share.mail.answer-by", ("when", JapanTime.Absolute(language, by, now))) : say("share.mail.answer")).Append('\n').Append(letter.Link).Append('\n');
        text.Append(say("share.mail.answer-note")).Append('\n');
    }

    private static void Part(StringBuilder text, string heading, string content)
    {
        if (content.Length > 0) text.Append('\n').Append("■ ").Append(heading).Append('\n').Append(content).Append('\n');
    }

    private static string Kind(Texts texts, Language language, AlertKind kind) => texts.Of(language, $"share.kind.{AlertWords.Of(AlertWords.Kinds, kind)}");

    private static string TlpKey(Tlp tlp) => tlp is Tlp.AmberStrict ? "amber-strict" : tlp.ToString().ToLowerInvariant();
}
