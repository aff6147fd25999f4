using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>One attempt to deliver an alert to one organisation, and what the other side said.</summary>
/// <param name="Subject">The alert.</param>
/// <param name="Delivery">The delivery.</param>
/// <param name="Organization">The recipient.</param>
/// <param name="Channel">The means: inbox, e-mail.</param>
/// <param name="Attempt">Which attempt by this means, from 1.</param>
/// <param name="Outcome">accepted, later, refused.</param>
/// <param name="Code">The protocol's reply code, 0 when there was none.</param>
public sealed record AlertDelivered(Guid Subject, Guid Delivery, Guid Organization, string Channel, int Attempt, string Outcome, int Code) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["attempt"] = Attempt, ["channel"] = Channel, ["code"] = Code, ["delivery"] = Delivery.ToString("D"), ["organization"] = Organization.ToString("D"), ["outcome"] = Outcome };
}
