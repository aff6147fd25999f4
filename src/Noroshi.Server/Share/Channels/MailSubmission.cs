using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Noroshi.Server.Share.Channels;

/// <summary>Hands one message to the mail server. Every ending is an outcome; nothing is thrown but cancellation.</summary>
/// <remarks>
/// <code>
/// connect ─► (TLS) ─► 220 ─► EHLO ─► (STARTTLS ─► EHLO) ─► (AUTH) ─► MAIL ─► RCPT ─► DATA ─► message ─► 250 = accepted
/// </code>
/// RFC 5321, RFC 3207 (STARTTLS), RFC 4954 (AUTH), RFC 6531 (SMTPUTF8), RFC 8314 (implicit TLS). See docs/adr/0007-own-submission-client.md.
/// When the connection breaks after the message was sent and before 250, nobody knows whether it was taken: it is sent again with the same Message-ID.
/// </remarks>
internal static class MailSubmission
{
    internal static async Task<MailOutcome> SendAsync(MailSettings settings, string recipient, ReadOnlyMemory<byte> message, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var connection = new MailConnection(settings, clock);
        try
        {
            MailOutcome outcome = await ConverseAsync(connection, settings, recipient, message, cancellationToken);
            await LeaveAsync(connection, cancellationToken);
            return outcome with { Protocol = [.. connection.Protocol] };
        }
        catch (Exception e) when (e is MailProtocolException or SocketException or IOException or AuthenticationException)
        {
            connection.Note($"* {e.Message}");
            return new(MailResult.Later, 0, "", e.Message, [.. connection.Protocol]);
        }
    }

    private static async Task<MailOutcome> ConverseAsync(MailConnection connection, MailSettings settings, string recipient, ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        MailReply greeting = await connection.OpenAsync(ct);
        if (greeting.Code != 220) return Judge(greeting);
        MailReply hello = await connection.SayAsync($"EHLO {settings.Name}", ct);
        if (!hello.IsGood) return Judge(hello);
        if (settings.Protection is MailProtection.StartTls or MailProtection.StartTlsIfOffered)
        {
            (hello, MailOutcome? refused) = await StartTlsAsync(connection, settings, hello, ct);
            if (refused is not null) return refused;
        }

        if (settings.User is not null && await SignInAsync(connection, settings, hello, ct) is { } notIn) return notIn;
        return await EnvelopeAsync(connection, settings, recipient, hello, ct) ?? await MessageAsync(connection, message, hello, ct);
    }

    private static async Task<(MailReply Hello, MailOutcome? Refused)> StartTlsAsync(MailConnection connection, MailSettings settings, MailReply hello, CancellationToken ct)
    {
        bool isRequired = settings.Protection is MailProtection.StartTls;
        if (!hello.Offers("STARTTLS")) return (hello, isRequired ? Own(MailResult.Later, "the server does not offer STARTTLS, which smtp.tls asks for") : null);
        MailReply ready = await connection.SayAsync("STARTTLS", ct);
        if (ready.Code != 220) return (hello, isRequired ? Judge(ready) : null);
        await connection.ProtectAsync(ct);
        // What was offered before TLS is forgotten (RFC 3207 section 4.2).
        MailReply again = await connection.SayAsync($"EHLO {settings.Name}", ct);
        return (again, again.IsGood ? null : Judge(again));
    }

    private static async Task<MailOutcome?> SignInAsync(MailConnection connection, MailSettings settings, MailReply hello, CancellationToken ct)
    {
        if (!connection.IsProtected) return Own(MailResult.Later, "smtp.user is set, but the connection is clear text: the password was not sent");
        string[] offered = [.. hello.ParametersOf("AUTH").Select(p => p.ToUpperInvariant())];
        string password = settings.Password ?? "";
        MailReply reply;
        if (offered.Contains("PLAIN"))
        {
            reply = await connection.SayAsync($"AUTH PLAIN {Base64($"\0{settings.User}\0{password}")}", ct, "AUTH PLAIN ********");
        }
        else if (offered.Contains("LOGIN"))
        {
            reply = await connection.SayAsync("AUTH LOGIN", ct);
            if (reply.Code == 334) reply = await connection.SayAsync(Base64(settings.User!), ct, "********");
            if (reply.Code == 334) reply = await connection.SayAsync(Base64(password), ct, "********");
        }
        else
        {
            return Own(MailResult.Later, "the server offers neither AUTH PLAIN nor AUTH LOGIN");
        }

        // A wrong password is our setting's fault, not this message's: keep it and try again when it is mended.
        return reply.Code == 235 ? null : Judge(reply) with { Result = MailResult.Later };
    }

    private static async Task<MailOutcome?> EnvelopeAsync(MailConnection connection, MailSettings settings, string recipient, MailReply hello, CancellationToken ct)
    {
        if (!IsPath(recipient) || !IsPath(settings.From)) return Own(MailResult.Refused, "the address cannot be written on an envelope");
        bool isInternational = !Ascii.IsValid(recipient) || !Ascii.IsValid(settings.From);
        if (isInternational && !hello.Offers("SMTPUTF8")) return Own(MailResult.Refused, "the address needs SMTPUTF8, which the mail server does not offer");
        MailReply from = await connection.SayAsync($"MAIL FROM:<{settings.From}>{(isInternational ? " SMTPUTF8" : "")}", ct);
        if (!from.IsGood) return Judge(from);
        MailReply to = await connection.SayAsync($"RCPT TO:<{recipient}>", ct);
        return to.IsGood ? null : Judge(to);
    }

    private static async Task<MailOutcome> MessageAsync(MailConnection connection, ReadOnlyMemory<byte> message, MailReply hello, CancellationToken ct)
    {
        if (!Ascii.IsValid(message.Span) && !hello.Offers("8BITMIME")) return Own(MailResult.Refused, "the message is 8 bit, which the mail server does not take");
        MailReply ready = await connection.SayAsync("DATA", ct);
        return ready.Code == 354 ? Judge(await connection.SendAsync(message, ct), isFinal: true) : Judge(ready);
    }

    private static async Task LeaveAsync(MailConnection connection, CancellationToken ct)
    {
        try
        {
            await connection.SayAsync("QUIT", ct);
        }
        catch (Exception e) when (e is MailProtocolException or SocketException or IOException)
        {
            // The message's fate was decided before; how the server hangs up changes nothing.
            connection.Note($"* {e.Message}");
        }
    }

    // Only the reply to the message itself accepts it: a 2xx anywhere else it was not asked for is a server that makes no sense.
    private static MailOutcome Judge(MailReply reply, bool isFinal = false) =>
        new(isFinal && reply.IsGood ? MailResult.Accepted : reply.IsRefusal ? MailResult.Refused : MailResult.Later, reply.Code, reply.Enhanced, reply.Text, []);

    private static MailOutcome Own(MailResult result, string reason) => new(result, 0, "", reason, []);

    private static bool IsPath(string address) => address.Length is > 2 and <= 254 && address.Contains('@', StringComparison.Ordinal) && !address.Any(c => c is '<' or '>' || char.IsControl(c) || char.IsWhiteSpace(c));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
