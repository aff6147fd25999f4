using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Noroshi.Formats.Mail;

/// <summary>Writes a message as it travels: CRLF lines of ASCII, none over 78 columns in the header, none over 76 in an encoded body.</summary>
/// <remarks>
/// RFC 5322; RFC 2045 to 2047 for MIME; RFC 3834 for <c>Auto-Submitted</c>, which keeps automatic answers from replying to us.
/// A text of short ASCII lines goes as it is, anything else as base64: no relay then has a reason to touch it.
/// </remarks>
public static class MailWriter
{
    private const int MaxPlainLine = 76;
    private static readonly string[] OwnHeaders =
        ["From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted", "MIME-Version", "Sender", "Cc", "Bcc", "Return-Path", "Received"];

    /// <summary>The message as bytes, ended by CRLF; not yet dot-stuffed, see <see cref="DotStuffed"/>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="refusal">Why it is refused, when null is returned.</param>
    public static byte[]? Write(MailMessage message, out MailRefusal? refusal)
    {
        refusal = Check(message);
        if (refusal is not null) { return null; }
        var text = new StringBuilder();
        Headers(text, message);
        if (message.Attachments.IsEmpty) { Body(text, message); }
        else { Parts(text, message); }
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>A message as the DATA command sends it: a dot at the start of a line doubled, and the closing line with a dot.</summary>
    /// <remarks>RFC 5321 section 4.5.2.</remarks>
    public static byte[] DotStuffed(ReadOnlySpan<byte> message)
    {
        var data = new List<byte>(message.Length + 64);
        var isLineStart = true;
        foreach (var b in message)
        {
            if (isLineStart && b == '.') { data.Add((byte)'.'); }
            data.Add(b);
            isLineStart = b == '\n';
        }
        if (!isLineStart) { data.AddRange("\r\n"u8); }
        data.AddRange(".\r\n"u8);
        return [.. data];
    }

    private static MailRefusal? Check(MailMessage message)
    {
        if (message.To.IsDefaultOrEmpty) { return new(MailRefusal.NoRecipient, "To"); }
        if (!Mailbox.IsAddress(message.MessageId)) { return new(MailRefusal.MessageId, "Message-ID"); }
        if (message.InReplyTo.Length > 0 && !Mailbox.IsAddress(message.InReplyTo)) { return new(MailRefusal.MessageId, "In-Reply-To"); }
        if (!HeaderText.IsOneLine(message.Subject)) { return new(MailRefusal.ControlCharacter, "Subject"); }
        if (message.Language.Any(static c => !char.IsAsciiLetterOrDigit(c) && c != '-')) { return new(MailRefusal.ControlCharacter, "Content-Language"); }
        foreach (var (name, value) in message.Headers)
        {
            if (!IsFree(name)) { return new(MailRefusal.HeaderName, HeaderText.IsOneLine(name) ? name : ""); }
            if (!HeaderText.IsOneLine(value)) { return new(MailRefusal.ControlCharacter, name); }
        }
        if (message.Attachments.Any(static a => !a.IsWritable)) { return new(MailRefusal.AttachmentName, "Content-Disposition"); }
        return null;
    }

    private static bool IsFree(string name) =>
        name.Length is > 0 and <= 40
        && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-')
        && !OwnHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)
        && !name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);

    private static void Headers(StringBuilder text, MailMessage message)
    {
        text.Append(CultureInfo.InvariantCulture, $"Date: {Date(message.Date)}\r\n");
        text.Append(HeaderText.Addresses("From", [message.From]));
        text.Append(HeaderText.Addresses("To", message.To));
        if (message.ReplyTo is { } replyTo) { text.Append(HeaderText.Addresses("Reply-To", [replyTo])); }
        text.Append(CultureInfo.InvariantCulture, $"Message-ID: <{message.MessageId}>\r\n");
        if (message.InReplyTo.Length > 0) { text.Append(CultureInfo.InvariantCulture, $"In-Reply-To: <{message.InReplyTo}>\r\nReferences: <{message.InReplyTo}>\r\n"); }
        text.Append(HeaderText.Free("Subject", message.Subject));
        foreach (var (name, value) in message.Headers) { text.Append(HeaderText.Free(name, value)); }
        text.Append("Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n");
        if (message.Language.Length > 0) { text.Append(CultureInfo.InvariantCulture, $"Content-Language: {message.Language}\r\n"); }
    }

    private static void Body(StringBuilder text, MailMessage message)
    {
        var lines = message.Text.ReplaceLineEndings("\r\n");
        if (!lines.EndsWith("\r\n", StringComparison.Ordinal)) { lines += "\r\n"; }
        var isPlain = lines.All(static c => c is >= ' ' and <= '~' or '\r' or '\n' or '\t') && lines.Split("\r\n").All(static l => l.Length <= MaxPlainLine);
        text.Append("Content-Type: text/plain; charset=utf-8\r\n");
        text.Append(isPlain ? "Content-Transfer-Encoding: 7bit\r\n\r\n" : "Content-Transfer-Encoding: base64\r\n\r\n");
        text.Append(isPlain ? lines : Convert.ToBase64String(Encoding.UTF8.GetBytes(lines), Base64FormattingOptions.InsertLineBreaks) + "\r\n");
    }

    // RFC 2046 section 5.1. The boundary comes from the message's id, so the same message is always the same bytes; "=_" stands in no base64 line.
    private static void Parts(StringBuilder text, MailMessage message)
    {
        var boundary = "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.MessageId))).AsSpan(0, 32).ToString();
        text.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n--{boundary}\r\n");
        var lines = message.Text.ReplaceLineEndings("\r\n");
        Part(text, "text/plain; charset=utf-8", null, Encoding.UTF8.GetBytes(lines.EndsWith("\r\n", StringComparison.Ordinal) ? lines : lines + "\r\n"));
        foreach (var file in message.Attachments)
        {
            text.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\n");
            Part(text, file.MediaType, file.Name, file.Content.AsSpan());
        }
        text.Append(CultureInfo.InvariantCulture, $"--{boundary}--\r\n");
    }

    private static void Part(StringBuilder text, string type, string? name, ReadOnlySpan<byte> content)
    {
        text.Append(CultureInfo.InvariantCulture, $"Content-Type: {type}\r\nContent-Transfer-Encoding: base64\r\n");
        if (name is not null) { text.Append(CultureInfo.InvariantCulture, $"Content-Disposition: attachment; filename=\"{name}\"\r\n"); }
        text.Append("\r\n").Append(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)).Append("\r\n");
    }

    private static string Date(DateTimeOffset date)
    {
        var offset = date.Offset;
        var sign = offset < TimeSpan.Zero ? '-' : '+';
        return date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + sign + offset.ToString("hhmm", CultureInfo.InvariantCulture);
    }
}
