using System.Collections.Immutable;

namespace Noroshi.Server.Share.Channels;

/// <summary>What became of handing over one message, as a value.</summary>
/// <param name="Result">Accepted, try later, or refused.</param>
/// <param name="Code">The deciding reply code; 0 when there was no reply.</param>
/// <param name="Enhanced">Its enhanced status code (RFC 3463), such as <c>5.1.1</c>; empty when there was none.</param>
/// <param name="Reason">The deciding reply, or what went wrong, for people.</param>
/// <param name="Protocol">Everything said, in order; passwords are never in it.</param>
internal sealed record MailOutcome(MailResult Result, int Code, string Enhanced, string Reason, ImmutableArray<string> Protocol);

/// <summary>The three outcomes of a hand-over.</summary>
internal enum MailResult
{
    /// <summary>The server took responsibility (2xx after the message).</summary>
    Accepted,

    /// <summary>Not now: 4xx, no connection, no answer in time, an answer that makes no sense. The same message may be tried again.</summary>
    Later,

    /// <summary>Never: 5xx, or something this server cannot do for this message.</summary>
    Refused,
}
