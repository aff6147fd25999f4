using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Noroshi.Core.Trust;

/// <summary>Time-based one-time passwords as every authenticator program makes them: six digits, thirty seconds, HMAC-SHA-1.</summary>
/// <remarks>RFC 6238 section 4, RFC 4226 section 5.3. A code that was used is refused again (RFC 6238 section 5.2): the caller keeps the step.</remarks>
public static class Totp
{
    /// <summary>Bytes of a key (RFC 4226 section 4, R6: at least 128 bits, 160 recommended).</summary>
    public const int KeyBytes = 20;

    private const int StepSeconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The step a code was accepted for, or null. Accepts one step before and after now, never a step at or before <paramref name="lastStep"/>.</summary>
    /// <param name="key">The shared key.</param>
    /// <param name="code">What was typed; spaces are passed over.</param>
    /// <param name="at">Now.</param>
    /// <param name="lastStep">The step of the last code accepted for this key.</param>
    public static long? Accept(ReadOnlySpan<byte> key, string code, DateTimeOffset at, long lastStep)
    {
        var typed = Encoding.UTF8.GetBytes(code.Replace(" ", "", StringComparison.Ordinal));
        var now = at.ToUnixTimeSeconds() / StepSeconds;
        long? accepted = null;
        for (var step = now - 1; step <= now + 1; step++)
        {
            var equal = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(At(key, step)), typed);
            accepted = equal && step > lastStep ? step : accepted;
        }

        return accepted;
    }

    /// <summary>The code of one instant.</summary>
    public static string At(ReadOnlySpan<byte> key, DateTimeOffset at) => At(key, at.ToUnixTimeSeconds() / StepSeconds);

    /// <summary>The key as people type it: base 32 without padding (RFC 4648 section 6).</summary>
    public static string Spell(ReadOnlySpan<byte> key)
    {
        var text = new StringBuilder();
        int bits = 0, held = 0;
        foreach (var b in key)
        {
            held = (held << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Base32[(held >> (bits - 5)) & 31]);
            }
        }

        return bits is 0 ? text.ToString() : text.Append(Base32[(held << (5 - bits)) & 31]).ToString();
    }

    /// <summary>The address an authenticator program reads from a QR code.</summary>
    /// <param name="key">The shared key.</param>
    /// <param name="account">Shown to the person, such as an e-mail address.</param>
    public static string Address(ReadOnlySpan<byte> key, string account) =>
        $"otpauth://totp/Noroshi:{Uri.EscapeDataString(account)}?secret={Spell(key)}&issuer=Noroshi&digits=6&period=30";

    private static string At(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> message = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(message, step);
        Span<byte> mac = stackalloc byte[20];
#pragma warning disable CA5350 // HMAC-SHA-1 is what RFC 6238 and every authenticator program use; its weakness against collisions does not touch HMAC.
        HMACSHA1.HashData(key, message, mac);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac[(mac[19] & 15)..]) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
