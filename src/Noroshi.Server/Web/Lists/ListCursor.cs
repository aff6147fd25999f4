using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Noroshi.Server.Web.Lists;

/// <summary>Where the next page of a list begins. Opaque to clients; a forged one only skips.</summary>
/// <param name="At">Last change of the last row, for lists.</param>
/// <param name="Id">The last row, for lists.</param>
/// <param name="Place">Place of the last hit, for searches.</param>
internal readonly record struct ListCursor(DateTimeOffset At, Guid Id, long Place)
{
    internal static ListCursor Of(DateTimeOffset at, Guid id) => new(at, id, 0);

    internal static ListCursor OfPlace(long place) => new(DateTimeOffset.UnixEpoch, Guid.Empty, place);

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()}.{Id:N}.{Place}")));

    /// <summary>Reads a cursor; false when it is none of ours.</summary>
    internal static bool TryParse(string text, out ListCursor cursor)
    {
        cursor = default;
        if (text.Length > 200 || !Base64Url.IsValid(text))
        {
            return false;
        }

        string[] parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
        if (parts.Length != 3 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long at) || at > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            || !Guid.TryParseExact(parts[1], "N", out Guid id) || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out long place))
        {
            return false;
        }

        cursor = new(DateTimeOffset.FromUnixTimeMilliseconds(at), id, place);
        return true;
    }
}
