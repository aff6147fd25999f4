using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Noroshi.Formats.Mail;

namespace Noroshi.Tests.Formats.Mail;

/// <summary>Messages read back by a small RFC 2047 reader, line lengths, and attempts to smuggle headers in.</summary>
public sealed partial class MailWriterTests
{
    private static readonly MailMessage Plain = new()
    {
        From = Mailbox.Of("noroshi@center.example.jp", "ナショナルCSIRT")!,
        To = [Mailbox.Of("csirt@bank.example.jp")!],
        Subject = "Alert",
        Text = "Please check.",
        MessageId = "018f.1@center.example.jp",
        Date = new(2026, 11, 21, 11, 4, 41, TimeSpan.FromHours(9)),
    };

    private static string Written(MailMessage message)
    {
        var bytes = MailWriter.Write(message, out var refusal);
        Assert.Null(refusal);
        Assert.DoesNotContain(bytes!, b => b > 0x7e || (b < 0x20 && b is not (byte)'\r' and not (byte)'\n'));
        return Encoding.ASCII.GetString(bytes!);
    }

    private static string Header(string message, string name)
    {
        var head = message[..message.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal);
        return head.Split("\r\n").Single(l => l.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];
    }

    private static string Decoded(string value) => EncodedWord().Replace(
        BetweenWords().Replace(value, "?==?"), static m => Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups[1].Value)));

    [Fact]
    public void Write_ShortAsciiText_IsAsExpectedToTheByte() => Assert.Equal(
        "Date: Sat, 21 Nov 2026 11:04:41 +0900\r\n"
        + "From: =?UTF-8?B?44OK44K344On44OK44OrQ1NJUlQ=?= <noroshi@center.example.jp>\r\n"
        + "To: csirt@bank.example.jp\r\n"
        + "Message-ID: <018f.1@center.example.jp>\r\n"
        + "Subject: Alert\r\n"
        + "Auto-Submitted: auto-generated\r\n"
        + "MIME-Version: 1.0\r\n"
        + "Content-Type: text/plain; charset=utf-8\r\n"
        + "Content-Transfer-Encoding: 7bit\r\n"
        + "\r\n"
        + "Please check.\r\n", Written(Plain));

    [Fact]
    public void Write_WithAFile_IsTwoPartsThatReadBack()
    {
        const string Text = "控えです。\n";
        byte[] content = [.. Enumerable.Range(0, 300).Select(i => (byte)i)];
        var message = Written(Plain with { Text = Text, Attachments = [new("head-1.txt", "text/plain; charset=utf-8", [.. content])] });
        var boundary = Header(message, "Content-Type").Split('"')[1];
        var parts = message.Split("--" + boundary);
        Assert.Equal(4, parts.Length);
        Assert.Equal("--\r\n", parts[3]);
        Assert.Contains("Content-Disposition: attachment; filename=\"head-1.txt\"", parts[2], StringComparison.Ordinal);
        byte[] Decode(string part) => Convert.FromBase64String(part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        Assert.Equal(Text.ReplaceLineEndings("\r\n"), Encoding.UTF8.GetString(Decode(parts[1])));
        Assert.Equal(content, Decode(parts[2]));
        Assert.All(message.Split("\r\n"), static line => Assert.InRange(line.Length, 0, 78));
    }

    [Theory]
    [InlineData("../head.txt")]
    [InlineData(".head")]
    [InlineData("a\"b")]
    [InlineData("控え.txt")]
    [InlineData("")]
    public void Write_FileNameThatNeedsQuoting_IsRefused(string name)
    {
        Assert.Null(MailWriter.Write(Plain with { Attachments = [new(name, "text/plain", [1])] }, out var refusal));
        Assert.Equal(MailRefusal.AttachmentName, refusal!.Value.Code);
    }

    [Fact]
    public void Write_LongJapaneseSubjectAndText_ReadBackInShortLines()
    {
        const string Subject = "【TLP:AMBER】銀行分野を狙った不正アクセスに関する注意喚起（第2報）— 至急ご確認ください 😀 髙﨑";
        const string Text = "各位\n\nお世話になっております。\n. \n.先頭の点\n";
        var message = Written(Plain with { Subject = Subject, Text = Text, Language = "ja" });
        Assert.Equal(Subject, Decoded(Header(message, "Subject")));
        var body = message[(message.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.Equal(Text.Replace("\n", "\r\n", StringComparison.Ordinal), Encoding.UTF8.GetString(Convert.FromBase64String(body)));
        Assert.All(message.Split("\r\n"), static line => Assert.InRange(line.Length, 0, 76));
    }

    [Fact]
    public void Write_AnySubject_ReadsBackOrIsRefused() =>
        Check.QuickThrowOnFailure(Prop.ForAll<NonNull<string>>(text =>
        {
            var subject = string.Concat(text.Get.EnumerateRunes());
            var bytes = MailWriter.Write(Plain with { Subject = subject }, out var refusal);
            if (bytes is null) { return refusal!.Value.Code == MailRefusal.ControlCharacter && subject.Any(char.IsControl); }
            var message = Encoding.ASCII.GetString(bytes);
            return Decoded(Header(message, "Subject")) == subject && message.Split("\r\n").All(static l => l.Length <= 76);
        }));

    [Theory]
    [InlineData("Hello\r\nBcc: everyone@example.com")]
    [InlineData("Hello\nX: y")]
    [InlineData("Hello\rX: y")]
    [InlineData("Hello\0")]
    [InlineData("Hello\u0085X")]
    public void Write_HeaderInjection_IsRefused(string value)
    {
        Assert.Null(MailWriter.Write(Plain with { Subject = value }, out var refusal));
        Assert.Equal(new MailRefusal(MailRefusal.ControlCharacter, "Subject"), refusal);
        Assert.Null(MailWriter.Write(Plain with { Headers = [new("X-Noroshi-Alert", value)] }, out refusal));
        Assert.Equal(new MailRefusal(MailRefusal.ControlCharacter, "X-Noroshi-Alert"), refusal);
        Assert.Null(Mailbox.Of("a@example.jp", value));
    }

    [Theory]
    [InlineData("Subject")]
    [InlineData("bcc")]
    [InlineData("Content-Type")]
    [InlineData("X Y")]
    [InlineData("X:")]
    [InlineData("")]
    public void Write_HeaderNameNotFree_IsRefused(string name)
    {
        Assert.Null(MailWriter.Write(Plain with { Headers = [new(name, "x")] }, out var refusal));
        Assert.Equal(MailRefusal.HeaderName, refusal!.Value.Code);
    }

    [Theory]
    [InlineData("a@example.jp", true)]
    [InlineData("first.last+tag@sub.example.co.jp", true)]
    [InlineData("a b@example.jp", false)]
    [InlineData("a@example.jp>\r\nRCPT TO:<b@example.jp", false)]
    [InlineData("a@@example.jp", false)]
    [InlineData(".a@example.jp", false)]
    [InlineData("a@-example.jp", false)]
    [InlineData("a@example..jp", false)]
    [InlineData("@example.jp", false)]
    [InlineData("a", false)]
    [InlineData("あ@example.jp", false)]
    [InlineData("\"a\"@example.jp", false)]
    public void Of_Address_IsAcceptedOnlyInItsPlainForm(string address, bool isAccepted) => Assert.Equal(isAccepted, Mailbox.Of(address) is not null);

    [Fact]
    public void Write_NamesThatNeedQuotes_AreQuoted()
    {
        var message = Written(Plain with { To = [Mailbox.Of("a@example.jp", "Desk, Night \"A\"")!, Mailbox.Of("b@example.jp", "Day Desk")!] });
        Assert.Equal("\"Desk, Night \\\"A\\\"\" <a@example.jp>, Day Desk <b@example.jp>", Header(message, "To"));
    }

    [Fact]
    public void Write_NoRecipientOrBadId_IsRefused()
    {
        MailWriter.Write(Plain with { To = [] }, out var refusal);
        Assert.Equal(MailRefusal.NoRecipient, refusal!.Value.Code);
        MailWriter.Write(Plain with { MessageId = "a>\r\nX: <b@example.jp" }, out refusal);
        Assert.Equal(MailRefusal.MessageId, refusal!.Value.Code);
    }

    [Fact]
    public void DotStuffed_DotsAtLineStarts_AreDoubledAndTheEndIsMarked()
    {
        Assert.Equal("a\r\n..\r\n..b\r\nc.\r\n.\r\n"u8.ToArray(), MailWriter.DotStuffed("a\r\n.\r\n.b\r\nc.\r\n"u8));
        Assert.Equal("..\r\n.\r\n"u8.ToArray(), MailWriter.DotStuffed("."u8));
    }

    [GeneratedRegex(@"=\?UTF-8\?B\?([A-Za-z0-9+/=]*)\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex BetweenWords();
}
