using System.Security.Cryptography.X509Certificates;

namespace Noroshi.Server.Share.Channels;

/// <summary>How mail leaves: to the one server that takes it for delivery (RFC 6409 submission, or a relay).</summary>
internal sealed record MailSettings
{
    public required string Host { get; init; }
    public required int Port { get; init; }

    /// <summary>How the connection is protected.</summary>
    public required MailProtection Protection { get; init; }

    /// <summary>Whom to believe about the server's certificate; null for the system's authorities.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>User name for AUTH; null for none.</summary>
    public string? User { get; init; }

    /// <summary>Password for AUTH. Sent only inside TLS.</summary>
    public string? Password { get; init; }

    /// <summary>Sender address, also of the envelope.</summary>
    public required string From { get; init; }

    /// <summary>How long one answer may take.</summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Our name in EHLO.</summary>
    public string Name { get; init; } = "localhost";
}

/// <summary>How the connection is protected.</summary>
internal enum MailProtection
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>STARTTLS when the server offers it, without asking who it is: better than nothing against listeners, nothing against impostors.</summary>
    StartTlsIfOffered,

    /// <summary>STARTTLS or nothing, certificate checked.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314), certificate checked.</summary>
    Tls,
}
