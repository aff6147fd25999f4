using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Noroshi.Cli;
using Noroshi.Core.Trust.Ledger;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.SignedNote;

namespace Noroshi.Tests.Cli;

public sealed class VerifyReceiptTests : IDisposable
{
    private const string Origin = "noroshi.example/ledger";
    private static readonly DateTimeOffset At = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string _folder = Directory.CreateTempSubdirectory("noroshi-receipt-").FullName;

    public void Dispose()
    {
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task VerifyReceipt_AsGiven_HoldsAndSaysWhat()
    {
        var result = await TestTerminal.RunAsync(null, "verify-receipt", Write("receipt", Receipt()), "--json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        var json = JsonNode.Parse(result.Output)!;
        Assert.Equal(("Something", 0L, 1L, "2026-11-21T00:00:00.000Z"), ((string?)json["kind"], (long)json["position"]!, (long)json["size"]!, (string?)json["at"]));
    }

    [Fact]
    public async Task VerifyReceipt_ChangedByte_IsRefusedWithACode()
    {
        var bytes = Receipt();
        for (var at = 0; at < bytes.Length; at += 13) // every single byte is tried in ProofFileTests
        {
            byte[] changed = [.. bytes];
            changed[at] ^= 1;
            var result = await TestTerminal.RunAsync(null, "verify-receipt", Write("receipt", changed));
            Assert.Equal(ExitCode.Refused, result.ExitCode);
            Assert.StartsWith("NRS-F", result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task VerifyReceipt_KeyOfSomebodyElse_IsRefused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var receipt = Write("receipt", Receipt());

        var own = await TestTerminal.RunAsync(null, "verify-receipt", receipt, "--key", Write("own", [.. System.Text.Encoding.UTF8.GetBytes($"{new NoteSigner(Origin, _key).Key}\n")]));
        var foreign = await TestTerminal.RunAsync(null, "verify-receipt", receipt, "--key", Write("other", [.. System.Text.Encoding.UTF8.GetBytes($"{new NoteSigner(Origin, other).Key}\n")]));

        Assert.Equal(ExitCode.Done, own.ExitCode);
        Assert.Equal(ExitCode.Refused, foreign.ExitCode);
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>A receipt for the only entry of a ledger.</summary>
    private byte[] Receipt()
    {
        var entry = LedgerText.Canonical(new Something(Guid.Empty), Guid.Empty, At);
        var signer = new NoteSigner(Origin, _key);
        var head = HeadText.Of(Origin, 1, 1, LedgerText.LeafHash(entry), At);
        return Core.Trust.Ledger.Receipt.File(0, entry, [], Note.Sign(head.ToString(), [signer]), [signer.Key]);
    }

    private sealed record Something(Guid Subject) : Happened(Subject)
    {
        public override JsonObject Body() => new() { ["what"] = "it" };
    }
}
