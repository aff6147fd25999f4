using System.Runtime.InteropServices;
using Noroshi.Sensor.Detectors.Requests.Crowds;

namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>What is remembered of one site as a whole.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Site : IRemembered
{
    public long Touched { get; set; }

    internal MinuteRates Rates;

    /// <summary>What it answers to attacks with status 200; null before any.</summary>
    internal SameAnswers? Same;

    public readonly int Worth => Rates.Minutes;
}
