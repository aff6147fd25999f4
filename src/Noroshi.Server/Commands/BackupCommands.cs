using System.Globalization;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Serve;
using Noroshi.Server.Store;

namespace Noroshi.Server.Commands;

/// <summary><c>backup FILE</c> (while the server runs) and <c>restore FILE</c> (into an empty data folder or database).</summary>
internal static class BackupCommands
{
    internal static async Task<int> BackupAsync(string[] args)
    {
        (string file, Settings settings) = Read(args);
        if (File.Exists(file))
        {
            throw new FaultException(new Fault("NRS-X023").With("file", file));
        }

        await using var database = new Database(settings.Store);
        BackupManifest made = await Backup.MakeAsync(database, file, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        Say("backup.made", ("file", file), ("entries", made.LedgerSize.ToString(CultureInfo.InvariantCulture)));
        return 0;
    }

    internal static async Task<int> RestoreAsync(string[] args)
    {
        (string file, Settings settings) = Read(args);
        using DataFolder folder = DataFolder.Take(settings.Store);
        await using var database = new Database(settings.Store);
        BackupManifest restored = await Restore.FromAsync(file, database, TimeProvider.System, CancellationToken.None);
        Say("restore.made",
            ("entries", restored.LedgerSize.ToString(CultureInfo.InvariantCulture)),
            ("epoch", restored.Epoch.ToString(CultureInfo.InvariantCulture)),
            ("next", (restored.Epoch + 1).ToString(CultureInfo.InvariantCulture)));
        return 0;
    }

    /// <summary>The file stands before the options or behind them.</summary>
    private static (string File, Settings Settings) Read(string[] args)
    {
        (string file, string[] options) = args switch
        {
            [var first, .. var rest] when !IsOption(first) => (first, rest),
            [.. var rest, var value, var last] when !IsOption(value) && !IsOption(last) => (last, [.. rest, value]),
            _ => throw new FaultException(new Fault("NRS-X024")),
        };
        (Settings? settings, var faults) = Settings.Load(options, Environment.GetEnvironmentVariable);
        return (file, settings ?? throw new FaultException(faults));
    }

    private static bool IsOption(string argument) => argument.StartsWith("--", StringComparison.Ordinal);

    private static void Say(string key, params ReadOnlySpan<(string, string)> values) =>
        Console.WriteLine(Texts.Load([typeof(Fault).Assembly, typeof(BackupCommands).Assembly]).Of(ConsoleFaults.Speaks(), key, values));
}
