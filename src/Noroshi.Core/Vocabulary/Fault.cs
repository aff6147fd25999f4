using System.Collections.Immutable;

namespace Noroshi.Core.Vocabulary;

/// <summary>One thing wrong with an input: where, what (a stable code), and the values a text about it needs.</summary>
/// <remarks>
/// The words a person reads live in <c>texts.yaml</c> under <c>fault.{Code}</c> (what is wrong) and <c>fault.{Code}.remedy</c> (what to do);
/// a test fails when a code used in the source has no text. Codes are never reused.
/// Letters: C content, N network, R report, S sharing and alerts, T trust (identity, access, ledger), W web request, X command line and settings, F formats, D detectors and detection rules, L log patterns.
/// </remarks>
/// <param name="Code">Stable code such as <c>NRS-R004</c>.</param>
/// <param name="Path">Where in the input: a JSON path such as <c>facts.summary</c>, or empty for the whole.</param>
public sealed record Fault(string Code, string Path = "")
{
    /// <summary>Named values for the text, such as <c>limit</c> = <c>4000</c>.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Values { get; init; } = [];

    /// <summary>Where in a file, when the input is a file: name, line and column counted from 1.</summary>
    public SourcePosition? At { get; init; }

    /// <summary>The same fault with one more named value.</summary>
    public Fault With(string name, string value) => this with { Values = Values.Add(new(name, value)) };
}

/// <summary>A place in a file.</summary>
/// <param name="File">The file's path as the reader was given it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
public readonly record struct SourcePosition(string File, int Line, int Column);
