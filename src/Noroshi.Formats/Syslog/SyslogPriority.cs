namespace Noroshi.Formats.Syslog;

/// <summary>The <c>&lt;PRI&gt;</c> both forms begin with.</summary>
/// <remarks>RFC 5424 section 6.2.1: one to three digits, 0 to 191, no leading zeros. RFC 3164 section 4.1.1 says the same.</remarks>
public static class SyslogPriority
{
    /// <summary>Takes the priority off the front; false, and nothing taken, when there is none.</summary>
    /// <param name="rest">The message; afterwards what follows the <c>&gt;</c>.</param>
    /// <param name="priority">0 to 191.</param>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> rest, out int priority)
    {
        priority = -1;
        if (rest is not [(byte)'<', ..]) { return false; }
        var close = rest[..Math.Min(rest.Length, 5)].IndexOf((byte)'>');
        if (close < 2 || !TryNumber(rest[1..close], out var number) || number > 191) { return false; }
        priority = number;
        rest = rest[(close + 1)..];
        return true;
    }

    /// <summary>A number of at most three digits without leading zeros.</summary>
    internal static bool TryNumber(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        if (digits.Length is 0 or > 3 || (digits[0] == '0' && digits.Length > 1)) { return false; }
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9') { return false; }
            number = (number * 10) + digit - '0';
        }
        return true;
    }
}
