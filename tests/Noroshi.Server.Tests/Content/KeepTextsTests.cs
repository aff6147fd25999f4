using Noroshi.Core.Content;
using Noroshi.Server.Content;
using Noroshi.Server.Tests.Support;

namespace Noroshi.Server.Tests.Content;

public sealed class KeepTextsTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task KeepAsync_NewContent_KeepsOldAndNewText(string engine)
    {
        await using var store = await TestStore.CreateAsync(engine);
        var files = ContentFolder.Read(ContentFolder.BuiltIn);
        var before = CatalogLoader.Load(files, [], out _);
        var changed = new ContentFile("sectors/finance.yaml", [.. files.First(f => f.Path == "sectors/finance.yaml").Bytes, .. "# changed\n"u8]);
        var after = CatalogLoader.Load(files, [changed], out _);
        Assert.Equal(before.Texts.Count, await KeepTexts.KeepAsync(store.Writer, before, CancellationToken.None));
        Assert.Equal(0, await KeepTexts.KeepAsync(store.Writer, before, CancellationToken.None));
        Assert.Equal(1, await KeepTexts.KeepAsync(store.Writer, after, CancellationToken.None));
        await using var db = store.Read();
        Assert.Equal(before.Texts.Count + 1, db.Set<KeptText>().Count());
        Assert.Equal(["ContentChanged", "ContentChanged"], db.LedgerEntries.Select(e => e.Kind));
    }
}
