using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Content;

/// <summary>One node of a YAML file as written: nothing is guessed, every node knows its place. Immutable.</summary>
/// <param name="At">Where the node begins.</param>
public abstract record YamlNode(SourcePosition At)
{
    /// <summary>The word for this node's shape in a fault: <c>mapping</c>, <c>sequence</c> or <c>text</c>.</summary>
    public abstract string Shape { get; }

    /// <summary>Keys with values, in the file's order; no key twice.</summary>
    /// <param name="At">Where the mapping begins.</param>
    /// <param name="Entries">The entries, in the file's order.</param>
    public sealed record Mapping(SourcePosition At, ImmutableArray<Entry> Entries) : YamlNode(At)
    {
        /// <inheritdoc/>
        public override string Shape => "mapping";

        /// <summary>The value of a key, or null.</summary>
        public YamlNode? this[string key] => Entries.FirstOrDefault(e => e.Key == key)?.Value;
    }

    /// <summary>A list.</summary>
    /// <param name="At">Where the list begins.</param>
    /// <param name="Items">The items in order.</param>
    public sealed record Sequence(SourcePosition At, ImmutableArray<YamlNode> Items) : YamlNode(At)
    {
        /// <inheritdoc/>
        public override string Shape => "sequence";
    }

    /// <summary>A scalar: always a text until the field's type says otherwise, so <c>no</c>, <c>1e3</c> and <c>2001-10-10</c> arrive as written.</summary>
    /// <param name="At">Where the text begins.</param>
    /// <param name="Text">The text after YAML's own unescaping.</param>
    /// <param name="IsQuoted">Whether it was quoted or a block; an unquoted empty text is "nothing given".</param>
    public sealed record Scalar(SourcePosition At, string Text, bool IsQuoted) : YamlNode(At)
    {
        /// <inheritdoc/>
        public override string Shape => "text";

        /// <summary>Whether nothing was given after the key (<c>key:</c>).</summary>
        public bool IsEmpty => Text.Length == 0 && !IsQuoted;
    }

    /// <summary>One key with its value.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="At">Where the key stands.</param>
    /// <param name="Value">The value.</param>
    public sealed record Entry(string Key, SourcePosition At, YamlNode Value);
}
