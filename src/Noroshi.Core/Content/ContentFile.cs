using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Content;

/// <summary>One content file as it lies on disk; the loader itself touches no disk.</summary>
/// <param name="Path">Path below the content folder with <c>/</c>, such as <c>sectors/finance.yaml</c>.</param>
/// <param name="Bytes">The bytes.</param>
public sealed record ContentFile(string Path, byte[] Bytes)
{
    /// <summary>The documents in the bytes, where they are known already (<see cref="ContentImage"/>); default when they are not.</summary>
    internal ImmutableArray<YamlNode> Known { get; init; }

    /// <summary>The one document in the file; see <see cref="YamlReader.Read"/>.</summary>
    /// <param name="faults">Receives what is wrong.</param>
    public YamlNode? Root(ICollection<Fault> faults) => !Known.IsDefault && Known is [var root] ? root : YamlReader.Read(Path, Bytes, faults);

    /// <summary>All documents in the file; see <see cref="YamlReader.ReadAll"/>.</summary>
    /// <param name="faults">Receives what is wrong.</param>
    public ImmutableArray<YamlNode> Roots(ICollection<Fault> faults) => Known.IsDefault ? YamlReader.ReadAll(Path, Bytes, faults) : Known;
}
