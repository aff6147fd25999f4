using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>Mail servers, with names, HELO words and addresses that imitate what the server writes.</summary>
public sealed class MailLogsTests
{
    [Theory]
    [InlineData("postfix/smtpd", "connect from unknown[192.0.2.7]", RecordKind.Connection, Outcome.Unknown, FailureReason.None, "")]
    [InlineData("postfix/submission/smtpd", "warning: host.example.org[192.0.2.7]: SASL LOGIN authentication failed: (reason unavailable), sasl_username=bob@example.org", RecordKind.Login, Outcome.Failure, FailureReason.WrongSecret, "bob@example.org")]
    [InlineData("postfix/smtps/smtpd", "warning: unknown[192.0.2.7]: SASL PLAIN authentication failed: x, sasl_username=y, sasl_username=unknown[198.51.100.66]", RecordKind.Login, Outcome.Failure, FailureReason.WrongSecret, "y, sasl_username=unknown[198.51.100.66]")]
    [InlineData("postfix/smtpd", "NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 454 4.7.1 <a@example.org>: Relay access denied; from=<b@example.org> to=<a@example.org> proto=ESMTP helo=<x from unknown[198.51.100.66]:>", RecordKind.Mail, Outcome.Failure, FailureReason.RelayDenied, "")]
    [InlineData("postfix/smtpd", "4F1B2C3D: client=unknown[192.0.2.7], sasl_method=LOGIN, sasl_username=alice@example.org", RecordKind.Login, Outcome.Success, FailureReason.None, "alice@example.org")]
    [InlineData("postfix/smtpd", "lost connection after AUTH from unknown[192.0.2.7]", RecordKind.Connection, Outcome.Failure, FailureReason.Protocol, "")]
    [InlineData("postfix/smtpd", "improper command pipelining after HELO from unknown[192.0.2.7]: x from unknown[198.51.100.66]", RecordKind.Connection, Outcome.Failure, FailureReason.Protocol, "")]
    [InlineData("postfix/postscreen", "PREGREET 11 after 0.1 from [192.0.2.7]:5000: EHLO x\\r\\n", RecordKind.Connection, Outcome.Failure, FailureReason.Protocol, "")]
    [InlineData("dovecot", "imap-login: Login: user=<alice>, method=PLAIN, rip=192.0.2.7, lip=198.51.100.2, mpid=5, TLS, session=<x>", RecordKind.Login, Outcome.Success, FailureReason.None, "alice")]
    [InlineData("dovecot", "imap-login: Disconnected (auth failed, 3 attempts in 6 secs): user=<x>, method=PLAIN, rip=198.51.100.66, lip=y>, method=PLAIN, rip=192.0.2.7, lip=198.51.100.2, session=<x>", RecordKind.Login, Outcome.Failure, FailureReason.WrongSecret, "x>, method=PLAIN, rip=198.51.100.66, lip=y")]
    [InlineData("dovecot", "auth-worker(24058): pam(bob,192.0.2.7,<youpi>): pam_authenticate() failed: Authentication failure (password mismatch?)", RecordKind.Login, Outcome.Failure, FailureReason.WrongSecret, "bob")]
    [InlineData("dovecot", "auth: passwd-file(bob,192.0.2.7): unknown user (given password: x)", RecordKind.Login, Outcome.Failure, FailureReason.UnknownAccount, "bob")]
    [InlineData("exim", "dovecot_login authenticator failed for host.example.org ([198.51.100.66]) [192.0.2.7]:55379: 535 Incorrect authentication data (set_id=x [198.51.100.77])", RecordKind.Login, Outcome.Failure, FailureReason.WrongSecret, "x [198.51.100.77]")]
    [InlineData("exim4", "H=(helo.example.org) [192.0.2.7]:41584 F=<a@example.org> rejected RCPT <b@example.jp>: relay not permitted", RecordKind.Mail, Outcome.Failure, FailureReason.RelayDenied, "")]
    [InlineData("exim", "1abcde-0006XX-7F <= \"x H=a [198.51.100.66]\"@example.org H=host.example.org (helo) [192.0.2.7]:5000 P=esmtpsa X=TLS1.3 A=plain:alice S=123 T=\" A=plain:eve \"", RecordKind.Login, Outcome.Success, FailureReason.None, "alice")]
    [InlineData("sm-mta", "AUTH=server, relay=host.example.org [192.0.2.7], authid=alice, mech=LOGIN, bits=0", RecordKind.Login, Outcome.Success, FailureReason.None, "alice")]
    [InlineData("sendmail", "x9CFi12345: ruleset=check_rcpt, arg1=<a@example.org>, relay=host.example.org [192.0.2.7], reject=550 5.7.1 <a@example.org>... Relaying denied", RecordKind.Mail, Outcome.Failure, FailureReason.RelayDenied, "")]
    [InlineData("sendmail", "x9CFi12345: host.example.org [192.0.2.7] did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA", RecordKind.Connection, Outcome.Failure, FailureReason.Protocol, "")]
    public void Read_MailLine_TakesTheServersOwnAddress(string program, string message, RecordKind kind, Outcome outcome, FailureReason reason, string account)
    {
        var said = ReadLine.Of($"Oct 12 15:44:43 mx {program}[77]: {message}")!.Said;
        Assert.Equal((kind, outcome, reason, "192.0.2.7", account), (said.Kind, said.Outcome, said.Reason, said.Source, said.Account));
    }

    [Theory]
    [InlineData("Oct 12 15:44:43 mx dovecot[7]: auth: passwd-file(x,198.51.100.66): unknown user (given password: y,192.0.2.7): z", "")]
    [InlineData("Oct 12 15:44:43 mx sendmail[7]: x9CFi12345: ruleset=check_rcpt, arg1=<x, relay=y [198.51.100.66], reject=z>, relay=host [192.0.2.7], reject=550 5.7.1 Relaying denied", "")]
    [InlineData("2026-06-29 16:04:19 dovecot_login authenticator failed for (x) [192.0.2.7]:55379: 535 Incorrect authentication data (set_id=bob)", "192.0.2.7")]
    [InlineData("2026-06-29 16:04:19.123 +0900 [55] H=[192.0.2.7]:5 temporarily rejected connection in \"connect\" ACL: x", "192.0.2.7")]
    [InlineData("Oct 12 15:44:43 imap-login: Info: Login: user=<alice>, method=PLAIN, rip=192.0.2.7, lip=198.51.100.2, TLS", "192.0.2.7")]
    public void Read_OwnLogOrTwoPlaces_SaysTheSourceOrNone(string line, string source) => Assert.Equal(source, ReadLine.Of(line)?.Said.Source ?? "");

    [Theory]
    [InlineData("postfix/smtp", "4F1B2C3D: to=<a@example.net>, relay=mx.example.net[203.0.113.5]:25, conn_use=2, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok, relay=x[198.51.100.66])", "203.0.113.5", "")]
    [InlineData("postfix/smtp", "4F1B2C3D: to=<a@example.net>, orig_to=<b@example.org>, relay=mx.example.net[2001:db8::5]:25, delay=1, dsn=2.0.0, status=sent (250 ok)", "2001:db8::5", "b@example.org")]
    [InlineData("postfix/lmtp", "4F1B2C3D: to=<a@example.net>, relay=mail.example.org[private/dovecot-lmtp], delay=1, dsn=2.0.0, status=sent (250 ok)", "", "")]
    [InlineData("postfix/local", "4F1B2C3D: to=<a@example.net>, relay=local, delay=1, dsn=2.0.0, status=sent (delivered to [198.51.100.66])", "", "")]
    [InlineData("postfix/smtp", "4F1B2C3D: to=<a@example.net>, relay=none, delay=1, dsn=4.4.1, status=deferred (connect to mx[198.51.100.66]:25: Connection timed out)", "", "")]
    [InlineData("sm-mta", "x9CFi12345: to=<a@example.net>, delay=00:00:01, mailer=esmtp, pri=120000, relay=mx.example.net. [203.0.113.5], dsn=2.0.0, stat=Sent (ok)", "203.0.113.5", "")]
    [InlineData("sm-mta", "x9CFi12345: to=<a@example.net>, ctladdr=<b@example.org> (500/500), delay=00:00:01, mailer=esmtp, relay=mx.example.net. [IPv6:2001:db8::5], dsn=2.0.0, stat=Sent", "2001:db8::5", "b@example.org")]
    [InlineData("sm-mta", "x9CFi12345: to=<a@example.net>, relay=mx.example.net. [203.0.113.5], stat=Sent (ok, relay=x [198.51.100.66])", "", "")]
    [InlineData("exim", "1abcde-0006XX-7F => a@example.net R=dnslookup T=remote_smtp H=mx.example.net [203.0.113.5]:25 X=TLS1.3 C=\"250 ok\"", "203.0.113.5", "")]
    [InlineData("exim", "1abcde-0006XX-7F -> a@example.net <b@example.org> R=dnslookup T=remote_smtp H=mx.example.net [2001:db8::5]", "2001:db8::5", "b@example.org")]
    [InlineData("exim", "1abcde-0006XX-7F => a@example.net F=<\"x H=x [198.51.100.66]\"@example.org> R=dnslookup T=remote_smtp H=mx.example.net [203.0.113.5]", "", "")]
    [InlineData("exim", "1abcde-0006XX-7F => alice <alice@example.org> R=localuser T=local_delivery", "", "alice@example.org")]
    public void Read_Delivery_SaysWhereToAndForWhom(string program, string message, string nextHop, string actor)
    {
        var line = ReadLine.Of($"Oct 12 15:44:43 mx {program}[77]: {message}")!;
        Assert.Equal((RecordKind.Mail, "", nextHop, actor), (line.Said.Kind, line.Said.Source, line.Site, line.Actor));
    }

    [Theory]
    [InlineData("postfix/smtpd", "warning: hostname x[198.51.100.66] does not resolve to address 192.0.2.7: Name or service not known", Outcome.Unknown, "192.0.2.7")]
    [InlineData("postfix/smtpd", "warning: 192.0.2.7: hostname x.example.org verification failed: Name or service not known", Outcome.Unknown, "192.0.2.7")]
    [InlineData("postfix/smtpd", "Anonymous TLS connection established from host.example.org[192.0.2.7]: TLSv1.3 with cipher X (256/256 bits)", Outcome.Success, "192.0.2.7")]
    [InlineData("exim", "rejected EHLO from [192.0.2.7]: syntactically invalid argument(s): [198.51.100.66]", Outcome.Failure, "192.0.2.7")]
    [InlineData("exim", "no host name found for IP address 192.0.2.7", Outcome.Unknown, "192.0.2.7")]
    [InlineData("sendmail", "x9CFi12345: <x relay=y [198.51.100.66]>... User unknown", Outcome.Failure, "")]
    public void Read_WordsAboutAPeer_TakeTheServersOwnAddress(string program, string message, Outcome outcome, string source)
    {
        var line = ReadLine.Of($"Oct 12 15:44:43 mx {program}[77]: {message}")!;
        Assert.Equal((outcome, source), (line.Said.Outcome, line.Said.Source));
    }
}
