using System.Collections.Immutable;

namespace Noroshi.Core.Trust;

/// <summary>Patterns over fact paths: a path itself, or a path ending in <c>.*</c> for everything below it.</summary>
public static class FactPaths
{
    /// <summary>Whether any pattern covers a path.</summary>
    public static bool Covers(ImmutableArray<string> patterns, string path)
    {
        foreach (var pattern in patterns)
        {
            if (Covers(pattern, path))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one pattern covers a path or a narrower pattern.</summary>
    public static bool Covers(string pattern, string path) =>
        pattern == path
        || (pattern.EndsWith(".*", StringComparison.Ordinal) && path.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal));
}
