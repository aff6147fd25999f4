namespace Noroshi.Sensor.Logs;

/// <summary>rsyslog's short form of a message that came several times: <c>message repeated 5 times: [ Failed password for ... ssh2]</c>.</summary>
/// <remarks>rsyslog, <c>$RepeatedMsgReduction</c> (msgDup in tools/rsyslogd.c). The older <c>last message repeated 5 times</c> says nothing that a line could be read from.</remarks>
internal static class RepeatedMessage
{
    /// <summary>Takes the message out of its wrapping.</summary>
    /// <param name="message">The message; afterwards the one inside.</param>
    /// <param name="count">How many times it came.</param>
    internal static bool TryUnwrap(ref ReadOnlySpan<byte> message, out int count)
    {
        count = 1;
        var rest = message;
        if (!LineScan.TrySkip(ref rest, "message repeated "u8) || !LineScan.TryNumber(LineScan.Word(ref rest), out var times)) return false;
        if (!LineScan.TrySkip(ref rest, "times: ["u8)) return false;
        LineScan.TrySkip(ref rest, " "u8);
        if (rest is [.., (byte)']']) rest = rest[..^1];
        count = (int)Math.Clamp(times, 1, 1_000_000);
        message = rest;
        return true;
    }
}
