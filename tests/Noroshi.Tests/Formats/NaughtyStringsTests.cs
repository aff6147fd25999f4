using System.Text;
using System.Text.Json.Nodes;
using Noroshi.Formats.Json;
using Noroshi.Formats.Mail;
using Noroshi.Formats.Rfc3339;
using Noroshi.Formats.SignedNote;

namespace Noroshi.Tests.Formats;

/// <summary>The public list of naughty strings through every reader and writer that takes text.</summary>
public sealed class NaughtyStringsTests
{
    private static string[] Strings()
    {
        var folder = Repository.TestData("robustness");
        if (folder is null) { Assert.Skip("the public test data 'robustness' is not laid out beside the repository"); }
        return [.. JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "blns", "blns.json")))!.AsArray().Select(s => (string)s!)];
    }

    [Fact]
    public void CanonicalJson_EachString_ReadsBackUnchanged()
    {
        foreach (var text in Strings())
        {
            var canonical = CanonicalJson.Of(new JsonObject { [text] = text }, CanonicalNumbers.WholeOnly);
            Assert.Null(StrictJson.Parse(canonical, StrictJsonOptions.Default, out var node));
            Assert.Equal(text, (string)node![text]!);
        }
    }

    [Fact]
    public void MailWriter_EachStringAsSubjectAndName_StaysOnItsLineOrIsRefused()
    {
        foreach (var text in Strings())
        {
            var message = new MailMessage
            {
                From = Mailbox.Of("a@example.jp", text) ?? Mailbox.Of("a@example.jp")!,
                To = [Mailbox.Of("b@example.jp")!],
                Subject = text,
                Text = text,
                MessageId = "1@example.jp",
                Date = DateTimeOffset.UnixEpoch,
            };
            var bytes = MailWriter.Write(message, out var refusal);
            if (bytes is null) { Assert.Equal(MailRefusal.ControlCharacter, refusal!.Value.Code); continue; }
            var head = Encoding.ASCII.GetString(bytes).Split("\r\n\r\n")[0];
            Assert.All(head.Split("\r\n"), static line => Assert.Matches("^( |(Date|From|To|Message-ID|Subject|Auto-Submitted|MIME-Version|Content-Type|Content-Transfer-Encoding): )", line));
        }
    }

    [Fact]
    public void Parsers_EachString_AnswerWithoutThrowing()
    {
        foreach (var text in Strings())
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            StrictJson.Check(bytes, StrictJsonOptions.Default);
            Assert.False(Rfc3339DateTime.TryParse(bytes, out _));
            Assert.False(Rfc3339Duration.IsValid(bytes));
            Assert.False(NoteKey.TryParse(text, out _));
            Assert.False(Checkpoint.TryParse(text, out _));
            Assert.Null(Note.Parse(bytes, out _));
            Assert.Null(Mailbox.Of(text));
        }
    }
}
