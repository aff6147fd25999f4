using System.Globalization;
using System.Text.Json;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.SignedNote;
using Noroshi.Formats.TlogProof;
using Noroshi.Server.Ledger;
using Noroshi.Server.Serve;
using Noroshi.Server.Store;

namespace Noroshi.Server.Commands;

/// <summary><c>ledger verify [--against FILE] [--json]</c>: walks the ledger, also while the server runs. Exit 0 whole, 1 faults found, 2 could not look.</summary>
internal static class LedgerVerify
{
    internal static async Task<int> RunAsync(string[] args)
    {
        bool json = args.Contains("--json");
        string[] rest = [.. args.Where(a => a != "--json")];
        (Note? against, ProofFile? receipt) = (null, null);
        if (Array.IndexOf(rest, "--against") is >= 0 and var i && i + 1 < rest.Length)
        {
            (against, receipt) = await KeptAsync(rest[i + 1]);
            rest = [.. rest[..i], .. rest[(i + 2)..]];
        }

        (Settings? settings, var faults) = Settings.Load(rest, Environment.GetEnvironmentVariable);
        await using var database = new Database(settings?.Store ?? throw new FaultException(faults));
        LedgerFinding finding = await new LedgerVerifier(database, CommittedContentsList.All(database)) { Receipt = receipt }.WalkAsync(against, json ? null : new Counter(), CancellationToken.None);
        Print(finding, json);
        return finding.Faults.Count == 0 ? 0 : 1;
    }

    // A signed head by itself, or the one inside a receipt.
    private static async Task<(Note Head, ProofFile? Receipt)> KeptAsync(string file)
    {
        byte[] bytes = File.Exists(file) ? await File.ReadAllBytesAsync(file) : [];
        ProofFile? receipt = ProofFile.Parse(bytes, out _);
        return (receipt?.Head ?? Note.Parse(bytes, out _) ?? throw new FaultException(new Fault("NRS-T113", "--against").With("file", file)), receipt);
    }

    private static void Print(LedgerFinding finding, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                entries = finding.Entries,
                contents = finding.Contents,
                erased = finding.Erased,
                root = finding.Root,
                seconds = new { entries = finding.EntriesTook.TotalSeconds, contents = finding.ContentsTook.TotalSeconds },
                faults = finding.Faults.Select(f => new { code = f.Code, values = f.Values.ToDictionary(v => v.Key, v => v.Value) }),
            }));
            return;
        }

        ConsoleFaults.Print(finding.Faults);
        Texts texts = Texts.Load([typeof(Fault).Assembly, typeof(LedgerVerify).Assembly]);
        string key = finding.Faults.Count == 0 ? "ledger.verify.good" : "ledger.verify.bad";
        Console.WriteLine(texts.Of(ConsoleFaults.Speaks(), key,
            ("entries", Number(finding.Entries)), ("contents", Number(finding.Contents)), ("erased", Number(finding.Erased)), ("root", finding.Root), ("count", Number(finding.Faults.Count))));
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    // One line that counts up, on a terminal only.
    private sealed class Counter : IProgress<long>
    {
        public void Report(long value)
        {
            if (!Console.IsErrorRedirected)
            {
                Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value:N0}"));
            }
        }
    }
}
