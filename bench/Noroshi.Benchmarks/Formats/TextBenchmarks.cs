using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Noroshi.Formats.Mail;
using Noroshi.Formats.Merkle;
using Noroshi.Formats.QrCode;
using Noroshi.Formats.Rfc3339;
using Noroshi.Formats.SignedNote;
using Noroshi.Formats.TlogProof;

namespace Noroshi.Benchmarks.Formats;

/// <summary>Instants, receipts, mail and QR codes.</summary>
internal static class TextBenchmarks
{
    internal static IEnumerable<Benchmark> All()
    {
        const string Instant = "2026-11-21T11:04:41.123+09:00";
        var bytes = Encoding.ASCII.GetBytes(Instant);
        yield return new("rfc3339.parse", () => _ = Rfc3339DateTime.TryParse(bytes, out _), "DateTimeOffset.TryParse", () =>
            _ = DateTimeOffset.TryParse(Instant, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _));
        var target = new byte[Rfc3339Text.MaxBytes];
        yield return new("rfc3339.format", () => Rfc3339Text.TryFormat(DateTimeOffset.UnixEpoch, 3, target, out _), "DateTimeOffset.TryFormat(\"O\")", () =>
            DateTimeOffset.UnixEpoch.TryFormat(target, out _, "O", CultureInfo.InvariantCulture));
        yield return Receipt();
        yield return Mail();
        var content = new byte[700];
        yield return new("qr.700-bytes", () => QrSymbol.Of(content));
    }

    private static Benchmark Receipt()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signer = new NoteSigner("noroshi.example.jp/ledger", key);
        var entry = new byte[400];
        var hashes = Enumerable.Repeat(MerkleTree.EmptyRoot, 20).ToArray();
        var root = hashes.Aggregate(MerkleTree.LeafHash(entry), static (hash, sibling) => MerkleTree.NodeHash(hash, sibling));
        var head = Note.Sign(new Checkpoint("noroshi.example.jp/ledger", 1 << 20, root).ToString(), signer);
        var file = new ProofFile(0, [.. hashes], head) { Extra = [.. entry], Keys = [signer.Key] }.ToBytes();
        var (text, signature) = (head.Text, head.Signatures[0].Bytes.AsSpan().ToArray());
        return new("receipt.verify", () =>
        {
            var proof = ProofFile.Parse(file, out _)!;
            if (proof.Verify(proof.Keys, out _) is not null) { throw new InvalidOperationException("the benchmark does not do its work"); }
        }, "one ECDSA verification", () => signer.Key.Verify(text, signature));
    }

    private static Benchmark Mail()
    {
        var message = new MailMessage
        {
            From = Mailbox.Of("noroshi@center.example.jp", "ナショナルCSIRT")!,
            To = [Mailbox.Of("csirt@bank.example.jp", "銀行 CSIRT")!],
            Subject = "【注意喚起】銀行分野を狙った不正アクセスについて（第2報）",
            Text = string.Concat(Enumerable.Repeat("各位 お世話になっております。至急ご確認ください。\n", 40)),
            MessageId = "018f.1@center.example.jp",
            Date = DateTimeOffset.UnixEpoch,
        };
        return new("mail.write", () => MailWriter.Write(message, out _));
    }
}
