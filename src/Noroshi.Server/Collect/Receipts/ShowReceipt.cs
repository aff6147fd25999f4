using System.Globalization;
using System.Text;
using Noroshi.Core.Trust.Ledger;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Formats.QrCode;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Ledger;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;

namespace Noroshi.Server.Collect.Receipts;

/// <summary>The receipt (受領証) of a report's version: a page to keep and print, and the file that <c>noroshi verify-receipt</c> checks without us.</summary>
internal static class ShowReceipt
{
    private static readonly string[] _kinds = [nameof(ReportReceived), nameof(ReportAmended)];

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/reports/{number}/receipt", PageAsync).RequireRole(ShowReport.ReadingRoles);
        app.MapGet("/reports/{number}/receipt/file", FileAsync).RequireRole(ShowReport.ReadingRoles);
        app.MapGet("/api/v1/reports/{number}/receipt", FileAsync).RequireRole(ShowReport.ReadingRoles);
    }

    private static async Task<IResult> FileAsync(string number, HttpContext context, NoroshiDb db, Ledger.Receipts receipts, CancellationToken cancellationToken) =>
        await FindAsync(number, context, db, receipts, cancellationToken) is var (report, version, file)
            ? Results.File(file, "text/plain; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"{report.Number}-{version}.receipt"))
            : Results.NotFound();

    private static async Task<IResult> PageAsync(string number, HttpContext context, NoroshiDb db, Ledger.Receipts receipts, CancellationToken cancellationToken)
    {
        if (await FindAsync(number, context, db, receipts, cancellationToken) is not var (report, version, file) || Receipt.Check(file, null, out _) is not { } receipt)
        {
            return Results.NotFound();
        }

        string verification = Verification(report.Number, version, receipt);
        return Results.Page<ReceiptPage>(new ReceiptPageModel(report.Number, version, receipt, verification, QrSymbol.Of(Encoding.UTF8.GetBytes(verification))));
    }

    // Version 1 is the first of the report's entries, and so on: they are written in order.
    private static async Task<(Report Report, int Version, byte[] File)?> FindAsync(string number, HttpContext context, NoroshiDb db, Ledger.Receipts receipts, CancellationToken cancellationToken)
    {
        if (await ReadReports.FindAsync(db, context.Viewer(), number, cancellationToken) is not var (report, _))
        {
            return null;
        }

        int version = int.TryParse(context.Request.Query["version"], NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) ? wanted : report.Version;
        return version >= 1 && await receipts.ForAsync(report.Id, _kinds, version - 1, cancellationToken) is { } file ? (report, version, file) : null;
    }

    /// <summary>What the QR code says: enough to hold a printed receipt against the ledger, and nothing about the content.</summary>
    private static string Verification(string number, int version, Receipt receipt) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} v{version} #{receipt.Position} {receipt.At:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {receipt.Head.Origin} {receipt.Head.Size} {receipt.Head.Root}");
}
