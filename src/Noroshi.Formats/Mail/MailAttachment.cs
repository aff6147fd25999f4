using System.Collections.Immutable;

namespace Noroshi.Formats.Mail;

/// <summary>A file that goes with a message.</summary>
/// <param name="Name">Its file name: letters, digits, dots and dashes of ASCII, at most 100.</param>
/// <param name="MediaType">Its type, such as <c>text/plain; charset=utf-8</c>.</param>
/// <param name="Content">Its bytes; they arrive as they are.</param>
public sealed record MailAttachment(string Name, string MediaType, ImmutableArray<byte> Content)
{
    // A name anybody's mail program writes to a disk: no path, no quoting, nothing to encode.
    internal bool IsWritable => Name.Length is > 0 and <= 100 && Name[0] != '.' && Name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
        && MediaType.Length is > 0 and <= 100 && MediaType.All(static c => c is >= ' ' and <= '~');
}
