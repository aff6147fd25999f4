using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>A delivery did not get through by mail: people must call (連絡票).</summary>
/// <param name="Subject">The alert.</param>
/// <param name="Delivery">The delivery.</param>
/// <param name="Organization">The recipient.</param>
public sealed record DeliveryEscalated(Guid Subject, Guid Delivery, Guid Organization) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["delivery"] = Delivery.ToString("D"), ["organization"] = Organization.ToString("D") };
}
