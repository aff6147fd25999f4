using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>A recipient answered (受領確認).</summary>
/// <param name="Subject">The alert.</param>
/// <param name="Delivery">The delivery.</param>
/// <param name="Organization">The recipient.</param>
/// <param name="Answer">received, no-impact, investigating, affected, handled.</param>
/// <param name="Means">By what: link, page, api.</param>
/// <param name="IsLate">Whether the deadline had passed.</param>
public sealed record AlertAcknowledged(Guid Subject, Guid Delivery, Guid Organization, string Answer, string Means, bool IsLate) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["answer"] = Answer, ["delivery"] = Delivery.ToString("D"), ["late"] = IsLate, ["means"] = Means, ["organization"] = Organization.ToString("D") };
}
