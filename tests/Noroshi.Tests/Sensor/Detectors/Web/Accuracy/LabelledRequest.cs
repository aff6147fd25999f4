namespace Noroshi.Tests.Sensor.Detectors.Web.Accuracy;

/// <summary>A request somebody else has labelled.</summary>
/// <param name="Group">The set and class it belongs to, such as <c>crs-sql-injection</c>.</param>
/// <param name="Label">What it ought to be.</param>
/// <param name="Key">What names it, so that halves can be told apart.</param>
/// <param name="Line">The log line; null when the fields are given instead.</param>
internal sealed record LabelledRequest(string Group, Label Label, string Key, string? Line = null)
{
    internal string Target { get; init; } = "/";

    internal string Agent { get; init; } = Judged.Browser;

    internal string Referer { get; init; } = "";

    /// <summary>The half to look at while tuning; figures are of the other. Which half is decided by a hash of set and key alone.</summary>
    internal bool IsForTuning => (System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Group + Key))[0] & 1) == 0;
}

/// <summary>What a request ought to be.</summary>
internal enum Label
{
    Attack,
    Benign,

    /// <summary>Benign, but written to look like an attack.</summary>
    HardNegative,
}
