namespace Noroshi.Sensor.Rules;

/// <summary>How often a byte stands in log lines, roughly: lower is rarer. It only chooses which part of a literal is looked for first; results never depend on it.</summary>
internal static class ByteRarity
{
    private static readonly byte[] Weights = Table();

    // What requests and agents are made of whatever is asked.
    private static ReadOnlySpan<byte> Usual =>
        "mozilla/5.0 (windows nt 10.0; win64; x64) applewebkit/537.36 (khtml, like gecko) chrome/ safari/ version/ mobile/ build/ android iphone os x11; linux x86_64 macintosh; intel mac os x 10_15_7 firefox/ edg/ compatible; bot/ https://www. http:// .com/ .example /api/v1/v2/ /index.html /static/ /images/ /assets/ filter page items date sort= order limit= source= name= type= user search lang= product _id= utm_medium= utm_campaign= content session token version report export download"u8;

    internal static int Of(byte b) => Weights[b];

    /// <summary>What a part of a literal weighs besides its bytes: much when it stands in every log.</summary>
    internal static int OfGram(ReadOnlySpan<byte> gram) => Usual.IndexOf(gram) >= 0 ? 64 : 0;

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
