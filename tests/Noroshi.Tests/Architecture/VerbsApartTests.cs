namespace Noroshi.Tests.Architecture;

/// <summary>
/// A verb never calls another verb: they meet through ledger records and by reading each other's tables. Read from the compiled assemblies, so no clever spelling escapes.
/// </summary>
/// <remarks>
/// <code>
/// a type in            may use a type in
/// Core.VERB            Core.VERB, Core.Network (who there is: words only), Core.Trust, Core.Vocabulary, Core.Content
/// Server.VERB          the same, Server.VERB, Server.Trust, rows of any verb's tables, and what verbs stand on: Ledger, Store, Web, Serve
/// Core.Trust, Core.Vocabulary, Server.Ledger, Server.Web, Server.Trust    no verb at all, except Core.Network and rows of tables
/// Core.Content, Server.Content    everything in Core: they read and show files in the verbs' own words
/// Server.Store, Serve, Commands, Program    everything: they put the program together
/// </code>
/// </remarks>
public sealed class VerbsApartTests
{
    private static readonly string[] Verbs = ["Network", "Collect", "Analyze", "Share", "Respond", "Verify"];

    // Whoever only puts the parts together.
    private static readonly string[] Composition = ["Noroshi.Core.Content", "Noroshi.Server.Serve", "Noroshi.Server.Commands", "Noroshi.Server.Store", "Noroshi.Server.Program"];

    [Fact]
    public void Core_EveryType_UsesNoOtherVerb() => Check("Noroshi.Core", "Noroshi.Core.dll");

    [Fact]
    public void Server_EveryType_UsesNoOtherVerb() => Check("Noroshi.Server", "noroshi-server.dll");

    [Fact]
    public void VerbOf_Names_AreReadAsMeant()
    {
        Assert.Equal("Share", VerbOf("Noroshi.Server.Share.Alerts.IssueAlert"));
        Assert.Null(VerbOf("Noroshi.Server.Trust.Accounts.Account"));
        Assert.False(IsAllowed("Noroshi.Core.Collect.Report", "Noroshi.Core.Share.Alert", []));
        Assert.False(IsAllowed("Noroshi.Core.Vocabulary.Fault", "Noroshi.Core.Share.Alert", []));
        Assert.True(IsAllowed("Noroshi.Server.Collect.X", "Noroshi.Core.Network.Organization", []));
        Assert.False(IsAllowed("Noroshi.Server.Collect.X", "Noroshi.Server.Network.Y", []));
        Assert.True(IsAllowed("Noroshi.Server.Collect.X", "Noroshi.Server.Network.Y", ["Noroshi.Server.Network.Y"]));
        Assert.True(IsAllowed("Noroshi.Server.Serve.NoroshiApp", "Noroshi.Server.Share.ShareRegistration", []));
    }

    private static void Check(string project, string file)
    {
        // Beside the tests' own program: artifacts/bin/Noroshi.Tests/<configuration>/.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var path = Path.Combine(AppContext.BaseDirectory, "..", "..", project, configuration, file);
        if (!File.Exists(path)) { Assert.Skip($"{project} has not been built in this configuration"); }
        using var uses = new AssemblyUses(path);
        var tables = uses.Tables();
        var wrong = uses.All().Where(pair => !IsAllowed(pair.User, pair.Used, tables)).Select(pair => $"{pair.User} -> {pair.Used}").Distinct().Order(StringComparer.Ordinal);
        Assert.Empty(wrong);
        Assert.NotEmpty(uses.All());
    }

    // The walk itself: a use that stands only in a method body is seen.
    [Fact]
    public void All_UseInsideAMethodOnly_IsSeen()
    {
        using var uses = new AssemblyUses(typeof(VerbsApartTests).Assembly.Location);
        Assert.Contains((typeof(VerbsApartTests).FullName!, typeof(AssemblyUses).FullName!), uses.All());
        Assert.Contains((typeof(HouseRulesTests).FullName!, typeof(Repository).FullName!), uses.All());
    }

    private static bool IsAllowed(string user, string used, HashSet<string> tables)
    {
        var verb = VerbOf(used);
        return verb is null
            || verb == VerbOf(user)
            || used.StartsWith("Noroshi.Core.Network.", StringComparison.Ordinal)
            || Composition.Any(part => user == part || user.StartsWith(part + ".", StringComparison.Ordinal))
            || (user.StartsWith("Noroshi.Server.Content.", StringComparison.Ordinal) && used.StartsWith("Noroshi.Core.", StringComparison.Ordinal))
            || (user.StartsWith("Noroshi.Server.", StringComparison.Ordinal) && tables.Contains(used));
    }

    private static string? VerbOf(string type)
    {
        var parts = type.Split('.');
        return parts is ["Noroshi", "Core" or "Server", var room, _, ..] && Verbs.Contains(room) ? room : null;
    }
}
