using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Content;

/// <summary>
/// The trees of a set of content files in a form that is read some fifty times as fast as YAML, so that a program that only reads logs starts at once. An image is of just these files, by their hash, and says nothing
/// they do not say: all readers and checks run on its trees as on parsed ones.
/// </summary>
/// <remarks>
/// <code>
/// "NRSIMG01" · SHA-256 of the files (names, lengths, bytes) · SHA-256 of what follows · for each file: count, trees
/// tree: kind · line · column · (text | count, items | count, (key, line, column, value) ...)      numbers as LEB128, texts with their length, UTF-8
/// </code>
/// </remarks>
public static class ContentImage
{
    private const int HashBytes = SHA256.HashSizeInBytes;

    private enum Kind : byte
    {
        Plain,
        Quoted,
        Sequence,
        Mapping,
    }

    private static ReadOnlySpan<byte> Magic => "NRSIMG01"u8;

    /// <summary>SHA-256 over the files' names, lengths and bytes, in their order.</summary>
    /// <param name="files">The files.</param>
    public static byte[] HashOf(IEnumerable<ContentFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Path}\n{file.Bytes.Length}\n"));
            hash.AppendData(file.Bytes);
        }
        return hash.GetHashAndReset();
    }

    /// <summary>The same files with their trees, parsed where they are not known; null when one of them is no good YAML, so that its faults are told each time.</summary>
    /// <param name="files">The files.</param>
    public static ImmutableArray<ContentFile>? Parse(IEnumerable<ContentFile> files)
    {
        List<Fault> faults = [];
        ImmutableArray<ContentFile> parsed = [.. files.Select(file => file with { Known = file.Roots(faults) })];
        return faults.Count == 0 ? parsed : null;
    }

    /// <summary>The image of files.</summary>
    /// <param name="parsed">The files, from <see cref="Parse"/>.</param>
    public static byte[] Of(ImmutableArray<ContentFile> parsed)
    {
        using MemoryStream trees = new();
        using BinaryWriter writer = new(trees, Encoding.UTF8);
        foreach (var file in parsed)
        {
            writer.Write7BitEncodedInt(file.Known.Length);
            foreach (var root in file.Known) Write(writer, root);
        }
        writer.Flush();
        var payload = trees.ToArray();
        return [.. Magic, .. HashOf(parsed), .. SHA256.HashData(payload), .. payload];
    }

    /// <summary>The same files with their trees; null when the image is not of these files, or damaged.</summary>
    /// <param name="image">The image.</param>
    /// <param name="files">The files.</param>
    public static ImmutableArray<ContentFile>? Read(byte[] image, IReadOnlyCollection<ContentFile> files)
    {
        ArgumentNullException.ThrowIfNull(image);
        var head = Magic.Length + (2 * HashBytes);
        if (image.Length < head || !image.AsSpan().StartsWith(Magic) || !image.AsSpan(Magic.Length, HashBytes).SequenceEqual(HashOf(files))) return null;
        if (!image.AsSpan(Magic.Length + HashBytes, HashBytes).SequenceEqual(SHA256.HashData(image.AsSpan(head)))) return null;
        using BinaryReader reader = new(new MemoryStream(image, head, image.Length - head), Encoding.UTF8);
        try
        {
            return [.. files.Select(file => file with { Known = Trees(reader, file.Path) })];
        }
        catch (Exception damaged) when (damaged is IOException or FormatException)
        {
            return null;
        }
    }

    private static void Write(BinaryWriter writer, YamlNode node)
    {
        var kind = node switch
        {
            YamlNode.Mapping => Kind.Mapping,
            YamlNode.Sequence => Kind.Sequence,
            YamlNode.Scalar { IsQuoted: true } => Kind.Quoted,
            _ => Kind.Plain,
        };
        writer.Write((byte)kind);
        WritePlace(writer, node.At);
        switch (node)
        {
            case YamlNode.Scalar scalar:
                writer.Write(scalar.Text);
                break;
            case YamlNode.Sequence sequence:
                writer.Write7BitEncodedInt(sequence.Items.Length);
                foreach (var item in sequence.Items) Write(writer, item);
                break;
            case YamlNode.Mapping mapping:
                writer.Write7BitEncodedInt(mapping.Entries.Length);
                foreach (var entry in mapping.Entries)
                {
                    writer.Write(entry.Key);
                    WritePlace(writer, entry.At);
                    Write(writer, entry.Value);
                }
                break;
        }
    }

    private static void WritePlace(BinaryWriter writer, SourcePosition at)
    {
        writer.Write7BitEncodedInt(at.Line);
        writer.Write7BitEncodedInt(at.Column);
    }

    private static ImmutableArray<YamlNode> Trees(BinaryReader reader, string file)
    {
        var roots = ImmutableArray.CreateBuilder<YamlNode>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--) roots.Add(Tree(reader, file, 0));
        return roots.DrainToImmutable();
    }

    private static YamlNode Tree(BinaryReader reader, string file, int depth)
    {
        if (depth > YamlReader.MaxDepth + 1) throw new FormatException();
        var kind = (Kind)reader.ReadByte();
        var at = Place(reader, file);
        if (kind is Kind.Plain or Kind.Quoted) return new YamlNode.Scalar(at, reader.ReadString(), kind == Kind.Quoted);
        var left = reader.Read7BitEncodedInt();
        if (kind == Kind.Sequence)
        {
            var items = ImmutableArray.CreateBuilder<YamlNode>();
            for (; left > 0; left--) items.Add(Tree(reader, file, depth + 1));
            return new YamlNode.Sequence(at, items.DrainToImmutable());
        }
        var entries = ImmutableArray.CreateBuilder<YamlNode.Entry>();
        for (; left > 0; left--) entries.Add(new(reader.ReadString(), Place(reader, file), Tree(reader, file, depth + 1)));
        return new YamlNode.Mapping(at, entries.DrainToImmutable());
    }

    private static SourcePosition Place(BinaryReader reader, string file) => new(file, reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
}
