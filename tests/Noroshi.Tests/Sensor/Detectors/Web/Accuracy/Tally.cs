using System.Globalization;
using Noroshi.Sensor.Detectors.Web;

namespace Noroshi.Tests.Sensor.Detectors.Web.Accuracy;

/// <summary>How many of a group were shown, with the 95 % interval of Wilson.</summary>
internal sealed class Tally
{
    private const double Z = 1.959964;

    internal int Count { get; private set; }

    internal int Shown { get; private set; }

    internal int High { get; private set; }

    internal double ShownShare => Share(Shown);

    internal double HighShare => Share(High);

    internal void Add(Tier tier)
    {
        Count++;
        if (tier != Tier.None) Shown++;
        if (tier == Tier.High) High++;
    }

    internal void Add(Tally other)
    {
        Count += other.Count;
        Shown += other.Shown;
        High += other.High;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} | {Text(Shown)} | {Text(High)}");

    private double Share(int hits) => Count == 0 ? 0 : (double)hits / Count;

    private string Text(int hits)
    {
        double n = Count;
        var p = Share(hits);
        var middle = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z / (1 + (Z * Z / n)) * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
        return string.Create(CultureInfo.InvariantCulture, $"{100 * p:F2} % ({100 * Math.Max(0, middle - half):F2}-{100 * Math.Min(1, middle + half):F2})");
    }
}
