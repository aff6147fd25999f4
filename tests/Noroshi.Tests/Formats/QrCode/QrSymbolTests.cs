using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Noroshi.Formats.QrCode;

namespace Noroshi.Tests.Formats.QrCode;

/// <summary>Symbols read back by an independent decoder (zbarimg), and their shape.</summary>
public sealed class QrSymbolTests
{
    private static byte[] Image(QrSymbol symbol)
    {
        const int Scale = 4;
        var side = (symbol.Size + (2 * QrSymbol.QuietZone)) * Scale;
        var pixels = new byte[side * side];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var (mx, my) = ((x / Scale) - QrSymbol.QuietZone, (y / Scale) - QrSymbol.QuietZone);
                var isDark = mx >= 0 && my >= 0 && mx < symbol.Size && my < symbol.Size && symbol[mx, my];
                pixels[(y * side) + x] = isDark ? (byte)0 : (byte)255;
            }
        }
        return [.. Encoding.ASCII.GetBytes($"P5\n{side} {side}\n255\n"), .. pixels];
    }

    private static string? Decoded(QrSymbol symbol)
    {
        var file = Path.GetTempFileName() + ".pgm";
        File.WriteAllBytes(file, Image(symbol));
        try
        {
            using var decoder = Process.Start(new ProcessStartInfo("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file]) { RedirectStandardOutput = true, RedirectStandardError = true });
            var text = decoder!.StandardOutput.ReadToEnd();
            decoder.WaitForExit();
            return text.EndsWith('\n') ? text[..^1] : text;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        finally
        {
            File.Delete(file);
        }
    }

    // Lengths at both ends of versions with different block shapes: 1, 2, 6, 7, 9, 10, 14, 27, 40.
    [Theory]
    [InlineData(1)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(106)]
    [InlineData(122)]
    [InlineData(180)]
    [InlineData(181)]
    [InlineData(213)]
    [InlineData(362)]
    [InlineData(700)]
    [InlineData(1100)]
    public void Of_AnyLength_IsReadBackByAnotherDecoder(int length)
    {
        var text = string.Concat(Enumerable.Range(0, length).Select(static i => (char)('!' + (i * 7 % 90))));
        var decoded = Decoded(QrSymbol.Of(Encoding.ASCII.GetBytes(text))!);
        if (decoded is null) { Assert.Skip("zbarimg (Debian package zbar-tools) is not installed"); }
        Assert.Equal(text, decoded);
    }

    [Theory]
    [InlineData(14, 21)]
    [InlineData(15, 25)]
    [InlineData(213, 57)]
    [InlineData(2331, 177)]
    public void Of_Capacity_IsThatOfTheStandard(int bytes, int size) => Assert.Equal(size, QrSymbol.Of(new byte[bytes])!.Size);

    [Fact]
    public void Of_TooMuch_AnswersNull() => Assert.Null(QrSymbol.Of(new byte[2332]));

    // These symbols were read back by zbarimg 0.23.92 when the hashes were written down, so that a machine without it still notices a change.
    [Theory]
    [InlineData(1, "ee9455ee5a0c89a4")]
    [InlineData(106, "63cfc9e2139cd2c6")]
    [InlineData(700, "44e902810676f795")]
    public void Of_KnownContent_IsTheSymbolThatWasReadBack(int length, string hash)
    {
        var text = string.Concat(Enumerable.Range(0, length).Select(static i => (char)('!' + (i * 7 % 90))));
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(Image(QrSymbol.Of(Encoding.ASCII.GetBytes(text))!)))[..16]);
    }

    [Fact]
    public void ToSvgPath_CoversExactlyTheDarkModules()
    {
        var symbol = QrSymbol.Of("noroshi"u8)!;
        var area = symbol.ToSvgPath().Split('M', StringSplitOptions.RemoveEmptyEntries)
            .Sum(static run => int.Parse(run[(run.IndexOf('h', StringComparison.Ordinal) + 1)..run.IndexOf('v', StringComparison.Ordinal)]));
        var dark = Enumerable.Range(0, symbol.Size).Sum(y => Enumerable.Range(0, symbol.Size).Count(x => symbol[x, y]));
        Assert.Equal(dark, area);
        Assert.StartsWith("M4,4h7v1h-7z", symbol.ToSvgPath(), StringComparison.Ordinal);
    }
}
