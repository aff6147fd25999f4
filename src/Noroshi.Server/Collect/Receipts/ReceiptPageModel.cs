using Noroshi.Core.Trust.Ledger;
using Noroshi.Formats.QrCode;

namespace Noroshi.Server.Collect.Receipts;

/// <summary>What the receipt page shows.</summary>
/// <param name="Number">The report's number.</param>
/// <param name="Version">Which version of it, from 1.</param>
/// <param name="Receipt">The receipt, checked.</param>
/// <param name="Verification">The text in the QR code.</param>
/// <param name="Code">The QR code; null when the text is too long for one.</param>
public sealed record ReceiptPageModel(string Number, int Version, Receipt Receipt, string Verification, QrSymbol? Code);
