using Microsoft.Extensions.Logging.Abstractions;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.SignedNote;
using Noroshi.Server.Ledger;
using Noroshi.Server.Serve;
using Noroshi.Server.Store;

namespace Noroshi.Server.Commands;

/// <summary><c>ledger rotate-key</c>: a new key signs the heads from now on; receipts under the old key stay valid. The embedded store must not be served meanwhile.</summary>
internal static class LedgerRotateKey
{
    internal static async Task<int> RunAsync(string[] args)
    {
        (Settings? settings, var faults) = Settings.Load(args, Environment.GetEnvironmentVariable);
        StoreOptions options = (settings ?? throw new FaultException(faults)).Store;
        using DataFolder? folder = options.Engine is Engine.Sqlite ? DataFolder.Take(options) : null;
        await using var database = new Database(options);
        using var writer = new Writer(database, TimeProvider.System, new LedgerSignal(), NullLogger<Writer>.Instance);
        await writer.StartAsync(CancellationToken.None);
        using var signer = new HeadSigner(database, writer, new KeyRing(database, TimeProvider.System), settings, TimeProvider.System, NullLogger<HeadSigner>.Instance);
        NoteKey key = await signer.RotateAsync(Guid.Empty, CancellationToken.None);
        await writer.StopAsync(CancellationToken.None);
        Console.WriteLine(Texts.Load([typeof(Fault).Assembly, typeof(LedgerRotateKey).Assembly]).Of(ConsoleFaults.Speaks(), "ledger.key.rotated", ("key", key.ToString())));
        return 0;
    }
}
