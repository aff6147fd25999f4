using System.Globalization;

namespace Noroshi.Benchmarks.Logs.Auth;

/// <summary>Names of accounts: those that exist, those that guessers try, those of stolen lists.</summary>
internal static class Accounts
{
    private static readonly string[] Given = ["akira", "emi", "haruto", "kenji", "mei", "naoki", "rin", "sakura", "taro", "yuki", "alice", "bob", "carol", "dan", "erin", "frank"];

    internal static readonly string[] Guessed =
    [
        "root", "root", "root", "root", "admin", "test", "ubuntu", "user", "oracle", "postgres", "git", "mysql", "ftpuser", "guest", "pi", "deploy", "www-data", "hadoop", "jenkins", "support", "minecraft", "es", "centos", "vagrant",
    ];

    internal static string Real(int i) => string.Create(CultureInfo.InvariantCulture, $"{Given[i % Given.Length]}{i / Given.Length}");

    internal static string Listed(Chance chance) =>
        chance.Is(0.3) ? Real(chance.Below(400)) : string.Create(CultureInfo.InvariantCulture, $"{chance.Of(Given)}.{(char)('a' + chance.Below(26))}{(char)('a' + chance.Below(26))}{chance.Below(1000)}");
}
