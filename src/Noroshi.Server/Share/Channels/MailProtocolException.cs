namespace Noroshi.Server.Share.Channels;

/// <summary>The conversation cannot go on. Never leaves <see cref="MailSubmission"/>, which makes it an outcome.</summary>
internal sealed class MailProtocolException(string message) : Exception(message);
