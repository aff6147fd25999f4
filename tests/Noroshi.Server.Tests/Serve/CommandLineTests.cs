using Noroshi.Server.Commands;

namespace Noroshi.Server.Tests.Serve;

public sealed class CommandLineTests
{
    // Nothing listens on port 1 of this machine.
    [Theory]
    [InlineData("serve")]
    [InlineData("ledger verify")]
    [InlineData("ledger rotate-key")]
    public async Task Command_DatabaseAway_EndsWithACodeNotATrace(string command)
    {
        DirectoryInfo data = Directory.CreateTempSubdirectory("noroshi-away-");
        try
        {
            Assert.Equal(2, await CommandLine.RunAsync([.. command.Split(' '), "--data", data.FullName, "--store", "postgres://nobody:secret@127.0.0.1:1/none"]));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("help")]
    [InlineData("restore --help")]
    [InlineData("backup file -h")]
    public async Task Command_AskedForHelp_ShowsItAndDoesNothing(string command) => Assert.Equal(0, await CommandLine.RunAsync(command.Split(' ')));

    [Theory]
    [InlineData("backup")]
    [InlineData("restore --data")]
    [InlineData("restore --data folder")]
    [InlineData("unknown")]
    public async Task Command_Incomplete_IsRefused(string command) => Assert.Equal(2, await CommandLine.RunAsync(command.Split(' ')));

    [Fact]
    public async Task LedgerVerify_FileThatIsNoDatabase_EndsWithACodeNotATrace()
    {
        DirectoryInfo data = Directory.CreateTempSubdirectory("noroshi-broken-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(data.FullName, "noroshi.db"), new string('x', 8192), CancellationToken.None);
            Assert.Equal(2, await CommandLine.RunAsync(["ledger", "verify", "--data", data.FullName]));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
