using System.Collections.Immutable;

namespace Noroshi.Sensor.Logs.Json;

/// <summary>What the members of one product's JSON lines mean: by what a line of it is known, and what each line says. Immutable; made of a file of <c>content/log-maps</c>.</summary>
/// <param name="Name">The format's name in records, such as <c>caddy</c>.</param>
/// <param name="When">What must hold for a line to be of this product.</param>
/// <param name="Always">What holds for every line.</param>
/// <param name="Cases">What holds for some lines: the first whose conditions hold adds to what always holds.</param>
/// <param name="NeedsCase">Whether a line to which no case applies is none of this map's.</param>
public sealed record LogMap(string Name, ImmutableArray<LogMapTest> When, LogMapCase Always, ImmutableArray<LogMapCase> Cases, bool NeedsCase);

/// <summary>What lines say for which certain conditions hold.</summary>
/// <param name="When">The conditions, all of which must hold.</param>
/// <param name="Kind">The kind, or null to leave it.</param>
/// <param name="Outcome">The outcome, or null.</param>
/// <param name="Reason">The reason, or null.</param>
/// <param name="IsEnvelope">Whether the message is a line of another format.</param>
/// <param name="Fields">Where the fields come from.</param>
public sealed record LogMapCase(ImmutableArray<LogMapTest> When, RecordKind? Kind, Outcome? Outcome, FailureReason? Reason, bool IsEnvelope, ImmutableArray<LogMapField> Fields);

/// <summary>One field of a record and where it comes from: the first path that has something, or a fixed text.</summary>
/// <param name="Field">The field.</param>
/// <param name="Paths">The paths, in order.</param>
/// <param name="Text">A fixed text, used where no path has anything; null for none.</param>
/// <param name="Pattern">Where not null, only what stands in its hole; a value that does not fit has nothing.</param>
public sealed record LogMapField(LogField Field, ImmutableArray<JsonPath> Paths, ImmutableArray<byte>? Text, LogMapPattern? Pattern);

/// <summary>A condition on a line.</summary>
/// <param name="Paths">The member's paths, of which the first that is there counts.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Values">What it is compared with; one of them is enough.</param>
public sealed record LogMapTest(ImmutableArray<JsonPath> Paths, LogMapOperator Operator, ImmutableArray<ImmutableArray<byte>> Values);

/// <summary>How a condition compares. Small and capital ASCII letters are alike.</summary>
public enum LogMapOperator
{
    /// <summary>The member is there and not null.</summary>
    Exists,

    /// <summary>The member is not there, null or empty.</summary>
    Missing,

    /// <summary>The value is one of the texts.</summary>
    Is,

    /// <summary>The value is there and none of the texts.</summary>
    IsNot,

    /// <summary>The value begins with one of the texts.</summary>
    Starts,

    /// <summary>The value has one of the texts within it.</summary>
    Contains,

    /// <summary>The value ends with one of the texts.</summary>
    Ends,
}
