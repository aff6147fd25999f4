namespace Noroshi.Sensor.Rules;

/// <summary>How often a byte stands in log lines, roughly: lower is rarer. It only chooses which part of a literal is looked for first; results never depend on it.</summary>
internal static class ByteRarity
{
    private static readonly byte[] Weights = Table();

    internal static int Of(byte b) => Weights[b];

    private static byte[] Table()
    {
        var weights = new byte[256];
        Array.Fill(weights, (byte)1);
        Give(weights, "jqxzvkwy", 4);
        Give(weights, "bfghdu", 8);
        Give(weights, "lcpmsnr", 12);
        Give(weights, "etaoi", 15);
        Give(weights, "0123456789", 10);
        Give(weights, " /.-=&%_:", 13);
        Give(weights, "\"?;,+()", 5);
        return weights;
    }

    private static void Give(byte[] weights, string bytes, byte weight)
    {
        foreach (var c in bytes) weights[c] = weights[FoldedText.Upper((byte)c)] = weight;
    }
}
