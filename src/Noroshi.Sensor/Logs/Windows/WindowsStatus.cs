using System.Buffers.Text;

namespace Noroshi.Sensor.Logs.Windows;

/// <summary>Status codes of Windows as reasons.</summary>
/// <remarks>MS-ERREF section 2.3 (NTSTATUS); RFC 4120 section 7.5.9 for Kerberos.</remarks>
internal static class WindowsStatus
{
    internal static bool IsZero(ReadOnlySpan<byte> status) => Value(status) == 0;

    internal static FailureReason Reason(ReadOnlySpan<byte> status, FailureReason otherwise) => Value(status) switch
    {
        0xC0000064 => FailureReason.UnknownAccount,
        0xC000006A or 0xC0000224 => FailureReason.WrongSecret,
        0xC0000072 or 0xC0000193 or 0xC0000234 or 0xC0000071 or 0xC000006F or 0xC0000070 or 0xC000006E or 0xC000015B or 0xC0000413 => FailureReason.NotAllowed,
        _ => otherwise,
    };

    internal static FailureReason KerberosReason(ReadOnlySpan<byte> status) => Value(status) switch
    {
        0x6 => FailureReason.UnknownAccount,
        0x12 or 0x17 or 0x9 or 0xC => FailureReason.NotAllowed,
        0x18 => FailureReason.WrongSecret,
        _ => FailureReason.None,
    };

    // "0xc000006d", or the same as a decimal number, signed where a program thought it was.
    private static uint? Value(ReadOnlySpan<byte> status)
    {
        if (status.StartsWith("0x"u8) || status.StartsWith("0X"u8))
        {
            return Utf8Parser.TryParse(status[2..], out uint code, out var used, 'x') && used == status.Length - 2 ? code : null;
        }
        return Utf8Parser.TryParse(status, out long number, out var all) && all == status.Length ? unchecked((uint)number) : null;
    }
}
