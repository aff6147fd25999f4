using System.Globalization;
using System.Text;

namespace Noroshi.Formats.QrCode;

/// <summary>A QR code: a square of dark and light modules.</summary>
/// <remarks>ISO/IEC 18004, model 2, byte mode, error correction level M (about 15 % of the symbol may be lost).</remarks>
public sealed class QrSymbol
{
    private readonly bool[,] _modules;

    internal QrSymbol(bool[,] modules) => _modules = modules;

    /// <summary>Light modules that must surround the symbol.</summary>
    public const int QuietZone = 4;

    /// <summary>Modules on a side, without the quiet zone: 21 to 177.</summary>
    public int Size => _modules.GetLength(0);

    /// <summary>Whether a module is dark; x to the right and y down, from 0.</summary>
    public bool this[int x, int y] => _modules[y, x];

    /// <summary>Encodes bytes in the smallest symbol that holds them.</summary>
    /// <returns>Null when there are more than 2331 bytes.</returns>
    public static QrSymbol? Of(ReadOnlySpan<byte> content)
    {
        var version = QrCapacity.VersionFor(content.Length);
        return version == 0 ? null : QrDrawing.Draw(version, QrCodewords.Of(content, version));
    }

    /// <summary>
    /// The dark modules as the data of one SVG path, a unit square for each run of modules, with the quiet zone included:
    /// use it in <c>&lt;svg viewBox="0 0 N N"&gt;</c> where N = <see cref="Size"/> + 2 × <see cref="QuietZone"/>, on a white ground.
    /// </summary>
    public string ToSvgPath()
    {
        var path = new StringBuilder();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                if (!this[x, y]) { continue; }
                var start = x;
                while (x < Size && this[x, y]) { x++; }
                path.Append(CultureInfo.InvariantCulture, $"M{start + QuietZone},{y + QuietZone}h{x - start}v1h-{x - start}z");
            }
        }
        return path.ToString();
    }
}
