using System.Runtime.InteropServices;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>What happened to one account.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct LoginAccount : IRemembered
{
    public long Touched { get; set; }

    internal string Name;
    internal bool IsPrivileged;
    internal bool IsAnonymous;
    internal int Tries;
    internal int Successes;
    internal long FirstTry;
    internal long LastTry;
    internal long FirstSuccess;
    internal long LastSuccess;
    internal string LastSource;
    internal string LastService;
    internal DistinctCount FailingSources;
    internal LineRef FirstTryLine;
    internal LineRef LastTryLine;
    internal AccountHabits? Habits;

    public readonly int Worth => Successes > 0 ? 1 : 0;

    /// <summary>Whether the logs show that it exists.</summary>
    internal readonly bool IsKnown => Successes > 0;
}
