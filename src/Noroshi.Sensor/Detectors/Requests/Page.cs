using System.Runtime.InteropServices;
using Noroshi.Sensor.Detectors.Requests.Crowds;

namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>What is remembered of one path of one site.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Page : IRemembered
{
    private const int Established = 3;

    public long Touched { get; set; }

    internal PageAnswers Answers;
    internal MinuteRates Rates;

    /// <summary>Paths made up by chance must not push out those that are there.</summary>
    public readonly int Worth => Rates.Minutes >= Established ? 1 : 0;
}
