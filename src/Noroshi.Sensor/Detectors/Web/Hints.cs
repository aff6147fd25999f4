namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Which groups of telling words occur in a request: found by one look for all of them, so that detectors need not look for each.</summary>
[Flags]
internal enum Hints
{
    None = 0,
    SystemFile = 1 << 0,
    Java = 1 << 1,
    Script = 1 << 2,
    Encoded = 1 << 3,
    Address = 1 << 4,
    Sql = 1 << 5,
    Command = 1 << 6,
    Page = 1 << 7,
    Php = 1 << 8,
    Steps = 1 << 9,
    Object = 1 << 10,
    Session = 1 << 11,
    Written = 1 << 12,

    /// <summary>Looked at, but no reason by itself to look closer.</summary>
    All = int.MaxValue,
}
