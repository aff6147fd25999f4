namespace Noroshi.Sensor.Detectors;

/// <summary>What the parsing thread already knows of a line, so that the one watching thread need not look at texts.</summary>
[Flags]
internal enum SightingFlags
{
    None = 0,

    /// <summary>The account is one of those with rights over everything.</summary>
    Privileged = 1 << 0,

    /// <summary>The account is one for everybody: anonymous, guest.</summary>
    Anonymous = 1 << 1,

    /// <summary>A request that sends something: POST, PUT, PATCH.</summary>
    Sends = 1 << 2,

    /// <summary>A request to a path that looks like a log-in.</summary>
    LoginPath = 1 << 3,

    /// <summary>The request's answer was likely that of a successful attack.</summary>
    LikelySucceeded = 1 << 4,

    /// <summary>A listed indicator stands in the line.</summary>
    Listed = 1 << 5,

    /// <summary>A file that can be run: a program, or a script the web server runs.</summary>
    Executable = 1 << 6,

    /// <summary>A path below a folder for uploads.</summary>
    UploadPath = 1 << 7,

    /// <summary>A file sent up.</summary>
    Upload = 1 << 8,

    /// <summary>A file fetched.</summary>
    Download = 1 << 9,

    /// <summary>Something was made, renamed or removed by file transfer.</summary>
    Changes = 1 << 10,

    /// <summary>A log-in to send mail.</summary>
    MailLogin = 1 << 11,
}
