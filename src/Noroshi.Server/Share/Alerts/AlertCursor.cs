using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Noroshi.Server.Share.Alerts;

/// <summary>Where the next page of a list begins: after this row. Opaque to clients; a forged one only skips.</summary>
internal readonly record struct AlertCursor(DateTimeOffset At, Guid Id)
{
    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()}.{Id:N}")));

    internal static bool TryParse(string text, out AlertCursor cursor)
    {
        cursor = default;
        if (text.Length > 100 || !Base64Url.IsValid(text)) return false;
        string[] parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long at) || at > 253402300799999 || !Guid.TryParseExact(parts[1], "N", out Guid id)) return false;
        cursor = new(DateTimeOffset.FromUnixTimeMilliseconds(at), id);
        return true;
    }
}
