using System.Text;

namespace Noroshi.Sensor.Detectors.Web;

/// <summary>How a text looks inside Base64: three ways, one for each place its first byte can have in a group of three, without the characters its neighbours change.</summary>
internal static class Base64Forms
{
    internal static byte[][] Of(IReadOnlyList<string> texts) => [.. texts.SelectMany(text => Enumerable.Range(0, 3).Select(shift => Form(Encoding.ASCII.GetBytes(text), shift)))];

    private static byte[] Form(byte[] text, int shift)
    {
        var encoded = Convert.ToBase64String([.. new byte[shift], .. text]);
        var skipped = shift switch { 0 => 0, 1 => 2, _ => 3 };
        var whole = (shift + text.Length) * 8 / 6;
        return Encoding.ASCII.GetBytes(encoded[skipped..whole]);
    }
}
