using System.Runtime.InteropServices;

namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>What one source asked of web servers.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct RequestSource : IRemembered
{
    public long Touched { get; set; }

    internal string Name;
    internal ulong Network;
    internal string Site;

    internal int Requests;
    internal int Sends;

    /// <summary>Answers 400 to 499, but for 401 and 407, which ask for a password, and 429, which asks for patience.</summary>
    internal int Refused;

    /// <summary>Different paths that were refused.</summary>
    internal DistinctCount Missing;

    /// <summary>Different paths.</summary>
    internal DistinctCount Paths;

    /// <summary>Answers 200 with the size of the answer before, to another path.</summary>
    internal int SameAnswers;

    internal int LastStatus;
    internal long LastBytes;
    internal ulong LastTarget;
    internal long First;
    internal long Last;
    internal LineRef FirstLine;
    internal AttackTally? Attacks;
    internal Pace Pace;
    internal long LastUpload;
    internal ulong LastUploadPath;

    public readonly int Worth => Attacks is { High: > 0 } ? 3 : Attacks is not null ? 2 : Refused * 2 > Requests ? 1 : 0;
}
