using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Web.Parts;

/// <summary>What is wrong with the form around a field; cascades from <c>PostForm</c>.</summary>
public sealed class FormFaults(IReadOnlyList<Fault> all)
{
    /// <summary>All faults, in the order of the fields.</summary>
    public IReadOnlyList<Fault> All => all;

    /// <summary>The faults of one field.</summary>
    public IEnumerable<Fault> At(string path) => all.Where(f => f.Path == path);

    /// <summary>The element a path is shown at: what the summary links to.</summary>
    public static string IdOf(string path) => $"f-{string.Concat(path.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'))}";
}
