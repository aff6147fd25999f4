using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Content;
using Noroshi.Server.Collect;
using Noroshi.Server.Ledger;
using Noroshi.Server.Network;
using Noroshi.Server.Share;
using Noroshi.Server.Trust;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Store;

/// <summary>
/// The whole state as one EF Core model, the same on SQLite and PostgreSQL. Every slice owns its entity configuration beside its code; the list here is the only place that names them all.
/// </summary>
/// <remarks>Rows are written only inside <see cref="Writer.WriteAsync{T}"/>; reading contexts come from <c>IDbContextFactory&lt;NoroshiDb&gt;</c> and do not track.</remarks>
internal sealed class NoroshiDb(DbContextOptions<NoroshiDb> options) : DbContext(options)
{
    internal DbSet<LedgerEntry> LedgerEntries => Set<LedgerEntry>();
    internal DbSet<LedgerHead> LedgerHeads => Set<LedgerHead>();
    internal DbSet<LedgerTile> LedgerTiles => Set<LedgerTile>();
    internal DbSet<SignedHead> SignedHeads => Set<SignedHead>();
    internal DbSet<LedgerKey> LedgerKeys => Set<LedgerKey>();
    internal DbSet<ReactionCursor> ReactionCursors => Set<ReactionCursor>();
    internal DbSet<ParkedStep> ParkedSteps => Set<ParkedStep>();
    internal DbSet<Job> Jobs => Set<Job>();
    internal DbSet<StoredKey> StoredKeys => Set<StoredKey>();
    internal DbSet<StoredFile> StoredFiles => Set<StoredFile>();
    internal DbSet<StoreFact> StoreFacts => Set<StoreFact>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        StoreModel.Configure(modelBuilder);
        LedgerModel.Configure(modelBuilder);
        AccountsModel.Configure(modelBuilder);
        GrantsModel.Configure(modelBuilder);
        NetworkModel.Configure(modelBuilder);
        ContentModel.Configure(modelBuilder);
        CollectModel.Configure(modelBuilder);
        ShareModel.Configure(modelBuilder);
    }
}
