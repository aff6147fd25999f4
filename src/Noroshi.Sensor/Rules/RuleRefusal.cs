using System.Collections.Immutable;

namespace Noroshi.Sensor.Rules;

/// <summary>Why a part of a rule cannot run: a stable code (<c>NRS-D...</c>), and the values its text needs.</summary>
/// <param name="Code">The code; its words are in the content's texts.</param>
/// <param name="Values">Named values.</param>
public sealed record RuleRefusal(string Code, ImmutableArray<KeyValuePair<string, string>> Values)
{
    /// <summary>A refusal with named values.</summary>
    public static RuleRefusal Of(string code, params (string Name, string Value)[] values) => new(code, [.. values.Select(v => new KeyValuePair<string, string>(v.Name, v.Value))]);
}
