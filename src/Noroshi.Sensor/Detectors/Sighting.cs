using System.Runtime.InteropServices;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors;

/// <summary>One line as the watch needs it: keys instead of texts, and slices for the texts that are wanted when a key is new.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Sighting
{
    /// <summary>Who connected; 0 for nobody (a local act).</summary>
    internal ulong Source;

    /// <summary>The account tried or used; 0 for none.</summary>
    internal ulong Account;

    /// <summary>The account that acted, where it differs.</summary>
    internal ulong Actor;

    /// <summary>The service: program or format and, of a web server, the site.</summary>
    internal ulong Service;

    /// <summary>The machine that logged.</summary>
    internal ulong Host;

    /// <summary>What it was done to: the path of a request without its query, a file, a command, a recipient; the number a message had before a content filter.</summary>
    internal ulong Target;

    /// <summary>The last part of the target's path: a file's name; of a recipient another server took, the domain.</summary>
    internal ulong Name;

    /// <summary>Session or message identifier.</summary>
    internal ulong Session;

    /// <summary>Unix milliseconds, or <see cref="LogRecord.NoTime"/>.</summary>
    internal long Time;

    /// <summary>Bytes sent, or -1.</summary>
    internal long Bytes;

    /// <summary>The line's number in the block, from 0.</summary>
    internal int Line;

    /// <summary>How many times it happened, by the line's own word.</summary>
    internal int Count;

    internal TextSlice Whole;
    internal TextSlice SourceText;
    internal TextSlice AccountText;
    internal TextSlice ActorText;
    internal TextSlice HostText;
    internal TextSlice ServiceText;
    internal TextSlice TargetText;
    internal TextSlice SiteText;

    /// <summary>Length of a request's whole target in bytes.</summary>
    internal int TargetLength;

    /// <summary>Number of the rule of the web verdict among the block's; -1 for none.</summary>
    internal int Rule;

    internal WebAttack Classes;
    internal SightingFlags Flags;
    internal short Status;
    internal byte Format;
    internal RecordKind Kind;
    internal Outcome Outcome;
    internal FailureReason Reason;
    internal Tier Tier;
}
