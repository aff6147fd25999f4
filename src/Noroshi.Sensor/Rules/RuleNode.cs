namespace Noroshi.Sensor.Rules;

/// <summary>What a step of a compiled rule does.</summary>
internal enum RuleStep
{
    All,
    Any,
    Not,
    Field,
    Null,
    Exists,
    Reference,
    Keyword,
}

/// <summary>A step of a compiled rule.</summary>
/// <param name="Step">What it does.</param>
/// <param name="A">The first child's place in the list of children, the child itself for "not", or the field's slot.</param>
/// <param name="B">How many children, or the other field's slot.</param>
/// <param name="Test">The question to a value.</param>
/// <param name="Fit">How a reference is expected.</param>
/// <param name="IsCased">Whether a reference minds case.</param>
internal readonly record struct RuleNode(RuleStep Step, int A, int B = 0, ValueTest? Test = null, Fit Fit = Fit.Whole, bool IsCased = false);
