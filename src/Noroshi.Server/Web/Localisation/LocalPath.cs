namespace Noroshi.Server.Web.Localisation;

/// <summary>A path of this server, and never of another: what a "return to" field may say.</summary>
internal static class LocalPath
{
    private const int MaxLength = 2000;

    /// <summary>The path when it is local, else <c>/</c>.</summary>
    internal static string OrHome(string? path) => IsLocal(path) ? path! : "/";

    /// <summary>Starts with one slash, is not <c>//host</c> or <c>/\host</c>, and holds nothing a header could be split with.</summary>
    internal static bool IsLocal(string? path)
    {
        if (path is null or "" || path.Length > MaxLength || path[0] != '/') return false;
        if (path.Length > 1 && path[1] is '/' or '\\') return false;
        return !path.AsSpan().ContainsAnyExceptInRange('!', '~') && !path.Contains('\\', StringComparison.Ordinal);
    }
}
