using System.Collections.Immutable;
using System.Text;
using Noroshi.Core.Vocabulary;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Noroshi.Core.Content;

/// <summary>
/// Bytes of one YAML file to a small immutable tree. Refuses what makes YAML surprising: aliases, anchors, tags, duplicate keys, several documents.
/// Never throws on input; every fault carries file, line and column.
/// </summary>
/// <remarks>YAML 1.2.2 over YamlDotNet's parser events; the object deserializer is not used (it guesses types and needs reflection).</remarks>
public sealed class YamlReader
{
    /// <summary>The largest file accepted, in bytes.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>The deepest nesting accepted.</summary>
    public const int MaxDepth = 32;

    private static readonly UTF8Encoding Strict = new(false, true);

    private readonly string _file;
    private readonly Parser _parser;
    private readonly ICollection<Fault> _faults;
    private bool _isTooDeep;

    private YamlReader(string file, string text, ICollection<Fault> faults)
    {
        _file = file;
        _parser = new(new StringReader(text));
        _faults = faults;
    }

    /// <summary>Reads one file.</summary>
    /// <param name="file">The file's name as it shall stand in faults.</param>
    /// <param name="bytes">The file: UTF-8, with or without a byte order mark.</param>
    /// <param name="faults">Receives what is wrong; codes NRS-C001 to NRS-C009.</param>
    /// <returns>The root node; null when the file could not be read at all. A tree may be returned together with faults, so that more can be found.</returns>
    public static YamlNode? Read(string file, ReadOnlySpan<byte> bytes, ICollection<Fault> faults) =>
        Open(file, bytes, faults) is { } reader ? reader.ReadStream(isSeveral: false).FirstOrDefault() : null;

    /// <summary>Reads a file of one or more documents; where others do so (Sigma rules), documents stand one after the other, apart by <c>---</c>.</summary>
    /// <param name="file">The file's name as it shall stand in faults.</param>
    /// <param name="bytes">The file: UTF-8, with or without a byte order mark.</param>
    /// <param name="faults">Receives what is wrong; codes NRS-C001 to NRS-C009.</param>
    /// <returns>The root nodes, as far as they could be read.</returns>
    public static ImmutableArray<YamlNode> ReadAll(string file, ReadOnlySpan<byte> bytes, ICollection<Fault> faults) =>
        Open(file, bytes, faults) is { } reader ? [.. reader.ReadStream(isSeveral: true)] : [];

    private static YamlReader? Open(string file, ReadOnlySpan<byte> bytes, ICollection<Fault> faults)
    {
        if (bytes.Length > MaxBytes)
        {
            faults.Add(Bad("NRS-C003", new(file, 1, 1)).With("limit", $"{MaxBytes / 1024 / 1024} MiB"));
            return null;
        }
        if (Decode(bytes) is not { } text)
        {
            faults.Add(Bad("NRS-C002", new(file, 1, 1)));
            return null;
        }
        return new(file, text, faults);
    }

    private static string? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Fault Bad(string code, SourcePosition at, string path = "") => new(code, path) { At = at };

    private List<YamlNode> ReadStream(bool isSeveral)
    {
        List<YamlNode> roots = [];
        try
        {
            ReadDocuments(roots, isSeveral);
        }
        catch (YamlException e)
        {
            _faults.Add(Bad("NRS-C001", At(e.Start)).With("problem", e.Message));
            if (!isSeveral) roots.Clear();
        }
        // The scanner has been seen to fail otherwise on hostile bytes; for a reader of files that is a fault of the file.
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException)
        {
            _faults.Add(Bad("NRS-C001", new(_file, 1, 1)).With("problem", e.GetType().Name));
            if (!isSeveral) roots.Clear();
        }
        return roots;
    }

    private void ReadDocuments(List<YamlNode> roots, bool isSeveral)
    {
        Take<StreamStart>();
        if (_parser.Current is StreamEnd) _faults.Add(Bad("NRS-C009", new(_file, 1, 1)));
        while (_parser.Current is not StreamEnd)
        {
            if (roots.Count > 0 && !isSeveral)
            {
                _faults.Add(Bad("NRS-C009", Here));
                return;
            }
            Take<DocumentStart>();
            if (ReadNode("", 0) is not { } root) return;
            Take<DocumentEnd>();
            roots.Add(root);
        }
    }

    private SourcePosition Here => At(_parser.Current?.Start ?? Mark.Empty);

    private SourcePosition At(in Mark mark) => new(_file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private void Take<T>() where T : ParsingEvent
    {
        if (_parser.Current is null) _parser.MoveNext();
        if (_parser.Current is not T) throw new SemanticErrorException(_parser.Current?.Start ?? Mark.Empty, _parser.Current?.End ?? Mark.Empty, "unexpected structure");
        _parser.MoveNext();
    }

    private YamlNode? ReadNode(string path, int depth)
    {
        var at = Here;
        if (depth > MaxDepth)
        {
            if (!_isTooDeep) _faults.Add(Bad("NRS-C004", at, path).With("limit", $"{MaxDepth}"));
            _isTooDeep = true;
            return null;
        }
        if (_parser.Current is NodeEvent node) RefuseSurprises(node, at, path);
        switch (_parser.Current)
        {
            case Scalar scalar:
                _parser.MoveNext();
                if (!FactParsing.IsKeepable(scalar.Value)) _faults.Add(Bad("NRS-C031", at, path));
                return new YamlNode.Scalar(at, scalar.Value, scalar.Style is not ScalarStyle.Plain);
            case MappingStart:
                return ReadMapping(at, path, depth);
            case SequenceStart:
                return ReadSequence(at, path, depth);
            case AnchorAlias:
                _faults.Add(Bad("NRS-C005", at, path));
                _parser.MoveNext();
                return new YamlNode.Scalar(at, "", false);
            default:
                throw new SemanticErrorException(_parser.Current?.Start ?? Mark.Empty, _parser.Current?.End ?? Mark.Empty, "unexpected structure");
        }
    }

    private void RefuseSurprises(NodeEvent node, SourcePosition at, string path)
    {
        if (!node.Anchor.IsEmpty) _faults.Add(Bad("NRS-C005", at, path));
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific) _faults.Add(Bad("NRS-C006", at, path));
    }

    private YamlNode.Sequence? ReadSequence(SourcePosition at, string path, int depth)
    {
        _parser.MoveNext();
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (_parser.Current is not SequenceEnd)
        {
            if (ReadNode($"{path}[{items.Count}]", depth + 1) is not { } item) return null;
            items.Add(item);
        }
        _parser.MoveNext();
        return new(at, items.ToImmutable());
    }

    private YamlNode.Mapping? ReadMapping(SourcePosition at, string path, int depth)
    {
        _parser.MoveNext();
        var entries = ImmutableArray.CreateBuilder<YamlNode.Entry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (_parser.Current is not MappingEnd)
        {
            var keyAt = Here;
            var key = ReadNode(path, depth + 1);
            if (key is null) return null;
            var name = key is YamlNode.Scalar scalar ? scalar.Text : null;
            var below = name is null ? path : Join(path, name);
            if (ReadNode(below, depth + 1) is not { } value) return null;
            if (name is null) _faults.Add(Bad("NRS-C008", keyAt, path));
            else if (seen.Add(name)) entries.Add(new(name, keyAt, value));
            else _faults.Add(Bad("NRS-C007", keyAt, below).With("key", name));
        }
        _parser.MoveNext();
        return new(at, entries.ToImmutable());
    }

    internal static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
