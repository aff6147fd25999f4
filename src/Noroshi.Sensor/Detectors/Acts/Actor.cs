using System.Runtime.InteropServices;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>What one account (or one source) did of a kind of act, within the time that is looked at.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Actor : IRemembered
{
    private const int MostNetworks = 32;

    public long Touched { get; set; }

    internal RateWindow Window;
    internal RateWindow Day;

    /// <summary>Recipients its messages went to.</summary>
    internal RateWindow Recipients;

    internal long RecipientCount;
    internal long Bytes;
    internal long BytesStart;
    internal long PeakBytes;
    internal Tally? Tally;

    /// <summary>Networks used since <see cref="NetworksStart"/>.</summary>
    internal List<ulong>? Networks;
    internal long NetworksStart;
    internal int PeakNetworks;

    public readonly int Worth => Window.Peak > 10 ? 1 : 0;

    /// <summary>Adds bytes within a time; a new time begins when the old one is over.</summary>
    internal void AddBytes(long bytes, long time, long width)
    {
        if ((ulong)(time - BytesStart) >= (ulong)width) (Bytes, BytesStart) = (0, time);
        Bytes += Math.Clamp(bytes, 0, long.MaxValue / 4);
        if (Bytes < 0) Bytes = long.MaxValue / 4;
        PeakBytes = Math.Max(PeakBytes, Bytes);
    }

    /// <summary>Adds a network within a time.</summary>
    internal void AddNetwork(ulong network, long time, long width)
    {
        Networks ??= [];
        if ((ulong)(time - NetworksStart) >= (ulong)width)
        {
            Networks.Clear();
            NetworksStart = time;
        }
        if (Networks.Count < MostNetworks && !Networks.Contains(network)) Networks.Add(network);
        PeakNetworks = Math.Max(PeakNetworks, Networks.Count);
    }
}
