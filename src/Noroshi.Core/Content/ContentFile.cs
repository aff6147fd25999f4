namespace Noroshi.Core.Content;

/// <summary>One content file as it lies on disk; the loader itself touches no disk.</summary>
/// <param name="Path">Path below the content folder with <c>/</c>, such as <c>sectors/finance.yaml</c>.</param>
/// <param name="Bytes">The bytes.</param>
public sealed record ContentFile(string Path, byte[] Bytes);
