namespace Noroshi.Formats.Mail;

/// <summary>Why a message is not written: the first thing wrong.</summary>
/// <param name="Code">One of the codes in <see cref="MailRefusal"/>, such as <c>NRS-F041</c>.</param>
/// <param name="Header">The header it concerns.</param>
public readonly record struct MailRefusal(string Code, string Header)
{
    /// <summary>There is no recipient.</summary>
    public const string NoRecipient = "NRS-F040";

    /// <summary>A header's value holds a line break or another control character: it could smuggle in headers.</summary>
    public const string ControlCharacter = "NRS-F041";

    /// <summary>A header's name is not permitted, or is one the writer makes itself.</summary>
    public const string HeaderName = "NRS-F042";

    /// <summary>A message id is not shaped like <c>left@right</c>.</summary>
    public const string MessageId = "NRS-F043";

    /// <summary>A file's name or type cannot be written without quoting.</summary>
    public const string AttachmentName = "NRS-F044";
}
