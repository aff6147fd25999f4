namespace Noroshi.Server.Share.Channels;

/// <summary>A message as it travels after DATA.</summary>
/// <remarks>RFC 5321 section 4.5.2 (a dot at a line's start is doubled), 2.3.8 (lines end with CR LF and nothing else).</remarks>
internal static class DotStuffing
{
    internal static byte[] Of(ReadOnlySpan<byte> message)
    {
        var to = new List<byte>(message.Length + 64);
        bool atStart = true;
        for (int i = 0; i < message.Length; i++)
        {
            byte b = message[i];
            if (b is (byte)'\r' or (byte)'\n')
            {
                // CR LF, lone CR and lone LF all end a line: a smuggled end of message must not survive.
                if (b == '\r' && i + 1 < message.Length && message[i + 1] == '\n') i++;
                to.Add((byte)'\r');
                to.Add((byte)'\n');
                atStart = true;
                continue;
            }

            if (atStart && b == '.') to.Add((byte)'.');
            to.Add(b);
            atStart = false;
        }

        if (!atStart) to.AddRange("\r\n"u8);
        to.AddRange(".\r\n"u8);
        return [.. to];
    }
}
