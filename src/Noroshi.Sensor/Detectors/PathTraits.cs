using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Noroshi.Sensor.Rules;

namespace Noroshi.Sensor.Detectors;

/// <summary>What the path of a request or a file alone says.</summary>
internal static class PathTraits
{
    private const int MostBytes = 256;
    private const int MostExtensionBytes = 5;
    private const ulong Each = 0x0101_0101_0101_0101;
    private const ulong Tops = 0x8080_8080_8080_8080;

    // Paths of log-ins of common products: WordPress, Joomla, Drupal, phpMyAdmin, Java EE, Rails, ASP.NET, OAuth, OWA, Roundcube.
    private static readonly byte[][] LoginWords =
    [
        "login"u8.ToArray(), "logon"u8.ToArray(), "log-in"u8.ToArray(), "log_in"u8.ToArray(), "signin"u8.ToArray(), "sign-in"u8.ToArray(), "sign_in"u8.ToArray(), "xmlrpc.php"u8.ToArray(),
        "/session"u8.ToArray(), "/auth"u8.ToArray(), "/oauth"u8.ToArray(), "authenticate"u8.ToArray(), "j_security_check"u8.ToArray(), "/administrator/index.php"u8.ToArray(),
        "/user/pass"u8.ToArray(), "/token"u8.ToArray(), "autodiscover"u8.ToArray(), "/sso"u8.ToArray(),
    ];

    private static readonly byte[][] UploadWords = ["upload"u8.ToArray(), "/files/"u8.ToArray(), "/images/"u8.ToArray(), "/media/"u8.ToArray(), "/tmp/"u8.ToArray(), "/attachment"u8.ToArray(), "/avatar"u8.ToArray()];

    private static readonly ulong[] Scripts = Extensions("php phtml phar php5 php7 jsp jspx asp aspx ashx cgi pl cfm war");

    private static readonly ulong[] Programs = Extensions("exe dll scr bat cmd ps1 vbs hta msi sh elf lnk jar so");

    /// <summary>A request.</summary>
    internal static SightingFlags Of(ReadOnlySpan<byte> operation, ReadOnlySpan<byte> path)
    {
        var sends = operation is [(byte)'P', ..] && (operation.SequenceEqual("POST"u8) || operation.SequenceEqual("PUT"u8) || operation.SequenceEqual("PATCH"u8));
        var flags = sends ? SightingFlags.Sends : SightingFlags.None;
        var isScript = Scripts.AsSpan().Contains(Extension(path));
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
        if (operation.SequenceEqual("DELE"u8) || operation.SequenceEqual("RMD"u8) || operation.SequenceEqual("MKD"u8) || operation.SequenceEqual("RNTO"u8)) return SightingFlags.Changes;
        if (!operation.SequenceEqual("STOR"u8) && !operation.SequenceEqual("STOU"u8) && !operation.SequenceEqual("APPE"u8)) return SightingFlags.None;
        var extension = Extension(path);
        return Scripts.AsSpan().Contains(extension) || Programs.AsSpan().Contains(extension) ? SightingFlags.Upload | SightingFlags.Executable : SightingFlags.Upload;
    }

    /// <summary>The last part of a path.</summary>
    internal static ReadOnlySpan<byte> FileName(ReadOnlySpan<byte> path) => path[(path.LastIndexOfAny((byte)'/', (byte)'\\') + 1)..];

    private static ulong[] Extensions(string words) => [.. words.Split(' ').Select(word => Extension(Encoding.ASCII.GetBytes("." + word)))];

    /// <summary>What follows the last dot, in lower case, as one number; 0 for no extension and for one of more than five bytes.</summary>
    private static ulong Extension(ReadOnlySpan<byte> path)
    {
        // The last eight bytes at once: where the dot stands cannot be guessed.
        var tail = path.Length >= sizeof(ulong) ? BinaryPrimitives.ReadUInt64LittleEndian(path[^sizeof(ulong)..]) : Short(path);
        var other = tail ^ (Each * (byte)'.');
        var dots = ~(((other & ~Tops) + ~Tops) | other) & Tops;
        var length = BitOperations.LeadingZeroCount(dots) / 8;
        if (length is 0 or > MostExtensionBytes) return 0;
        var extension = tail >> (8 * (sizeof(ulong) - length));
        var letters = extension & ~Tops;
        var capitals = (letters + Each * (0x80 - (byte)'A')) & ~(letters + Each * (0x7F - (byte)'Z')) & ~extension & Tops;
        return extension | (capitals >> 2);
    }

    private static ulong Short(ReadOnlySpan<byte> path)
    {
        var tail = 0UL;
        for (var i = 0; i < path.Length; i++) tail |= (ulong)path[i] << (8 * (sizeof(ulong) - path.Length + i));
        return tail;
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
