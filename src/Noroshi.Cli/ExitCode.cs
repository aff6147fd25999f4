namespace Noroshi.Cli;

/// <summary>How a command ends, for scripts. The numbers above 63 are those of sysexits.h.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    internal const int Done = 0;

    /// <summary>The answer is no: the server refused the content, or the receipt does not hold.</summary>
    internal const int Refused = 1;

    /// <summary><c>scan</c> found something.</summary>
    internal const int Found = 1;

    /// <summary><c>scan</c> could not do all it was asked, and found nothing in what it could read.</summary>
    internal const int ScanFailed = 2;

    /// <summary>The command line was not understood.</summary>
    internal const int Usage = 64;

    /// <summary>A file given could not be read as what it should be.</summary>
    internal const int Unreadable = 65;

    /// <summary>The server could not be reached, or said "not now", also after several tries. Trying again later is safe.</summary>
    internal const int Unavailable = 69;

    /// <summary>The token is missing, expired or not allowed to do this.</summary>
    internal const int Forbidden = 77;
}
