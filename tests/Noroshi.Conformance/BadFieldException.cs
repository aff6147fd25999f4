namespace Noroshi.Conformance;

/// <summary>A case lacks a field or has it in the wrong kind.</summary>
internal sealed class BadFieldException(string field) : Exception(field)
{
    internal string Field { get; } = field;
}
