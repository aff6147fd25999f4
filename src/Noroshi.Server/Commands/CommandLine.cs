using System.Data.Common;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Serve;
using Noroshi.Server.Store;

namespace Noroshi.Server.Commands;

/// <summary>The server program's commands, an explicit list. Exit codes: 0 done, 1 the answer is no (a check failed), 2 wrong use or a broken world.</summary>
internal static class CommandLine
{
    internal static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return args switch
            {
                _ when args is ["help", ..] || args.Any(a => a is "--help" or "-h") => Usage(Console.Out, exitCode: 0),
                ["serve", .. var rest] => await ServeCommand.RunAsync(rest),
                ["config", "print", .. var rest] => ConfigPrint.Run(rest),
                ["content", "check", .. var rest] => await ContentCheck.RunAsync(rest, Console.Out, Console.Error),
                ["ledger", "verify", .. var rest] => await LedgerVerify.RunAsync(rest),
                ["ledger", "rotate-key", .. var rest] => await LedgerRotateKey.RunAsync(rest),
                ["backup", .. var rest] => await BackupCommands.BackupAsync(rest),
                ["restore", .. var rest] => await BackupCommands.RestoreAsync(rest),
                _ => Usage(Console.Error, exitCode: 2),
            };
        }
        catch (FaultException e)
        {
            ConsoleFaults.Print(e.Faults);
            return 2;
        }
        catch (Exception e) when (StoreFailure.IsOfTheStore(e) || e.GetBaseException() is DbException)
        {
            ConsoleFaults.Print([new Fault("NRS-X016").With("reason", e.GetBaseException().Message)]);
            return 2;
        }
    }

    private static int Usage(TextWriter to, int exitCode)
    {
        to.WriteLine("""
            noroshi serve [--demo] [--data DIR] [--urls URLS] [--store postgres://...]
            noroshi ledger verify [--against FILE] [--json] [--data DIR]
            noroshi ledger rotate-key [--data DIR]
            noroshi backup FILE [--data DIR]
            noroshi restore FILE [--data DIR]
            noroshi config print [--json]
            noroshi content check [DIR] [--json]
            """);
        return exitCode;
    }
}
