using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>The ledger's signed head was handed over for another organisation to keep, or the attempt failed: who could testify to which head.</summary>
/// <param name="Subject">The handing over: one for each witness and day.</param>
/// <param name="Organization">The witness.</param>
/// <param name="Day">The day in Japan, <c>yyyy-MM-dd</c>.</param>
/// <param name="Epoch">The head's epoch.</param>
/// <param name="Size">Entries under the head.</param>
/// <param name="Root">The head's root hash, lower-case hexadecimal.</param>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="Outcome">accepted, later, refused.</param>
/// <param name="Code">The mail server's reply code, 0 when there was none.</param>
public sealed record HeadWitnessed(Guid Subject, Guid Organization, string Day, int Epoch, long Size, string Root, int Attempt, string Outcome, int Code) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["attempt"] = Attempt, ["code"] = Code, ["day"] = Day, ["epoch"] = Epoch, ["organization"] = Organization.ToString("D"), ["outcome"] = Outcome, ["root"] = Root, ["size"] = Size };
}
