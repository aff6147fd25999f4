using System.Text;

namespace Noroshi.Sensor.Detectors;

/// <summary>What the path of a request or a file alone says.</summary>
internal static class PathTraits
{
    private const int MostBytes = 256;

    // Paths of log-ins of common products: WordPress, Joomla, Drupal, phpMyAdmin, Java EE, Rails, ASP.NET, OAuth, OWA, Roundcube.
    private static readonly byte[][] LoginWords =
    [
        "login"u8.ToArray(), "logon"u8.ToArray(), "log-in"u8.ToArray(), "log_in"u8.ToArray(), "signin"u8.ToArray(), "sign-in"u8.ToArray(), "sign_in"u8.ToArray(), "xmlrpc.php"u8.ToArray(),
        "/session"u8.ToArray(), "/auth"u8.ToArray(), "/oauth"u8.ToArray(), "authenticate"u8.ToArray(), "j_security_check"u8.ToArray(), "/administrator/index.php"u8.ToArray(),
        "/user/pass"u8.ToArray(), "/token"u8.ToArray(), "autodiscover"u8.ToArray(), "/sso"u8.ToArray(),
    ];

    private static readonly byte[][] UploadWords = ["upload"u8.ToArray(), "/files/"u8.ToArray(), "/images/"u8.ToArray(), "/media/"u8.ToArray(), "/tmp/"u8.ToArray(), "/attachment"u8.ToArray(), "/avatar"u8.ToArray()];

    private static readonly byte[][] Scripts =
    [
        "php"u8.ToArray(), "phtml"u8.ToArray(), "phar"u8.ToArray(), "php5"u8.ToArray(), "php7"u8.ToArray(), "jsp"u8.ToArray(), "jspx"u8.ToArray(), "asp"u8.ToArray(), "aspx"u8.ToArray(), "ashx"u8.ToArray(),
        "cgi"u8.ToArray(), "pl"u8.ToArray(), "cfm"u8.ToArray(), "war"u8.ToArray(),
    ];

    private static readonly byte[][] Programs =
    [
        "exe"u8.ToArray(), "dll"u8.ToArray(), "scr"u8.ToArray(), "bat"u8.ToArray(), "cmd"u8.ToArray(), "ps1"u8.ToArray(), "vbs"u8.ToArray(), "hta"u8.ToArray(), "msi"u8.ToArray(), "sh"u8.ToArray(), "elf"u8.ToArray(),
        "lnk"u8.ToArray(), "jar"u8.ToArray(), "so"u8.ToArray(),
    ];

    /// <summary>A request.</summary>
    internal static SightingFlags Of(ReadOnlySpan<byte> operation, ReadOnlySpan<byte> path)
    {
        var sends = operation.SequenceEqual("POST"u8) || operation.SequenceEqual("PUT"u8) || operation.SequenceEqual("PATCH"u8);
        var flags = sends ? SightingFlags.Sends : SightingFlags.None;
        var isScript = IsOne(Scripts, Extension(path));
        if (isScript) flags |= SightingFlags.Executable;
        if (!sends && !isScript) return flags;
        Span<byte> lower = stackalloc byte[MostBytes];
        if (Ascii.ToLower(path[..Math.Min(path.Length, MostBytes)], lower, out var length) != System.Buffers.OperationStatus.Done && length == 0) return flags;
        if (sends && ContainsOne(LoginWords, lower[..length])) flags |= SightingFlags.LoginPath;
        if (ContainsOne(UploadWords, lower[..length])) flags |= SightingFlags.UploadPath;
        return flags;
    }

    /// <summary>A file sent or fetched; the operation is an FTP verb.</summary>
    internal static SightingFlags OfTransfer(ReadOnlySpan<byte> operation, ReadOnlySpan<byte> path)
    {
        if (operation.SequenceEqual("RETR"u8)) return SightingFlags.Download;
        if (!operation.SequenceEqual("STOR"u8) && !operation.SequenceEqual("STOU"u8) && !operation.SequenceEqual("APPE"u8)) return SightingFlags.None;
        var extension = Extension(path);
        return IsOne(Scripts, extension) || IsOne(Programs, extension) ? SightingFlags.Upload | SightingFlags.Executable : SightingFlags.Upload;
    }

    /// <summary>The last part of a path.</summary>
    internal static ReadOnlySpan<byte> FileName(ReadOnlySpan<byte> path) => path[(path.LastIndexOfAny((byte)'/', (byte)'\\') + 1)..];

    private static ReadOnlySpan<byte> Extension(ReadOnlySpan<byte> path)
    {
        var tail = path.Length > 6 ? path[^6..] : path;
        var dot = tail.LastIndexOf((byte)'.');
        return dot < 0 ? [] : tail[(dot + 1)..];
    }

    private static bool IsOne(byte[][] words, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return false;
        foreach (var word in words)
        {
            if (word.Length == text.Length && Ascii.EqualsIgnoreCase(text, word)) return true;
        }
        return false;
    }

    private static bool ContainsOne(byte[][] words, ReadOnlySpan<byte> lower)
    {
        foreach (var word in words)
        {
            if (lower.IndexOf(word) >= 0) return true;
        }
        return false;
    }
}
