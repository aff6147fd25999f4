using System.Runtime.InteropServices;

namespace Noroshi.Sensor.Detectors.Forms;

/// <summary>What one source sent to one log-in form.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct FormSource : IRemembered
{
    public long Touched { get; set; }

    internal ulong Source;
    internal ulong Form;
    internal string Name;
    internal ulong Network;
    internal int Tries;

    /// <summary>Answers 400 to 499.</summary>
    internal int Refusals;

    /// <summary>Answers 200 to 299.</summary>
    internal int Okays;

    /// <summary>Answers 300 to 399.</summary>
    internal int Redirects;
    internal RateWindow Fast;
    internal long First;
    internal long Last;
    internal LineRef FirstLine;

    /// <summary>Lines of the first answers of each kind after the first try: one of them may be a success.</summary>
    internal LineRef OkayLine;
    internal LineRef RedirectLine;
    internal long OkayTime;
    internal long RedirectTime;

    /// <summary>How many tries had gone before those.</summary>
    internal int BeforeOkay;
    internal int BeforeRedirect;
    internal Evidence? Evidence;

    public readonly int Worth => Tries >= 5 ? 1 : 0;
}
