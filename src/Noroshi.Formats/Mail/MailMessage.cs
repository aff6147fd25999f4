using System.Collections.Immutable;

namespace Noroshi.Formats.Mail;

/// <summary>A plain-text message to be sent: what <see cref="MailWriter"/> turns into bytes.</summary>
public sealed record MailMessage
{
    /// <summary>The sender.</summary>
    public required Mailbox From { get; init; }

    /// <summary>The recipients; at least one.</summary>
    public required ImmutableArray<Mailbox> To { get; init; }

    /// <summary>Where answers go, when not to the sender.</summary>
    public Mailbox? ReplyTo { get; init; }

    /// <summary>The subject, any language, one line.</summary>
    public required string Subject { get; init; }

    /// <summary>The text, any language; any kind of line end.</summary>
    public required string Text { get; init; }

    /// <summary>The text's language tag, such as <c>ja</c>; empty for none.</summary>
    public string Language { get; init; } = "";

    /// <summary>The message's own id without angle brackets, such as <c>018f….delivery@noroshi.example.jp</c>: shaped like an address.</summary>
    public required string MessageId { get; init; }

    /// <summary>The id of the message this one continues, without angle brackets; empty for none.</summary>
    public string InReplyTo { get; init; } = "";

    /// <summary>When it is sent; its offset is written too.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Further headers with free text, such as <c>X-Noroshi-Alert</c>; not those the writer makes itself.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Files that go with it; with any, the message is a <c>multipart/mixed</c>.</summary>
    public ImmutableArray<MailAttachment> Attachments { get; init; } = [];
}
