using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Store;

namespace Noroshi.Server.Ledger;

/// <summary>Tables of the ledger.</summary>
internal static class LedgerModel
{
    internal static void Configure(ModelBuilder model)
    {
        model.Entity<LedgerEntry>(e =>
        {
            e.ToTable("ledger_entry");
            e.HasKey(x => x.Position);
            e.Property(x => x.Position).HasColumnName("position").ValueGeneratedNever();
            e.Property(x => x.Kind).HasColumnName("kind");
            e.Property(x => x.Subject).HasColumnName("subject");
            e.Property(x => x.Actor).HasColumnName("actor");
            e.Property(x => x.At).HasColumnName("at");
            e.Property(x => x.Canonical).HasColumnName("canonical");
            e.Property(x => x.Leaf).HasColumnName("leaf");
            e.HasIndex(x => new { x.Subject, x.Position }).HasDatabaseName("ix_ledger_entry_subject");
        });
        model.Entity<LedgerHead>(e =>
        {
            e.ToTable("ledger_head");
            e.HasKey(x => x.Id);
            e.Property(x => x.Id).HasColumnName("id").ValueGeneratedNever();
            e.Property(x => x.Size).HasColumnName("size");
            e.Property(x => x.Frontier).HasColumnName("frontier");
            e.Property(x => x.Epoch).HasColumnName("epoch");
        });
        model.Entity<LedgerTile>(e =>
        {
            e.ToTable("ledger_tile");
            e.HasKey(x => new { x.Level, x.Index });
            e.Property(x => x.Level).HasColumnName("level");
            e.Property(x => x.Index).HasColumnName("idx");
            e.Property(x => x.Hashes).HasColumnName("hashes");
            e.Property(x => x.Root).HasColumnName("root");
        });
        model.Entity<SignedHead>(e =>
        {
            e.ToTable("ledger_signed_head");
            e.HasKey(x => new { x.Epoch, x.Size });
            e.Property(x => x.Size).HasColumnName("size");
            e.Property(x => x.Epoch).HasColumnName("epoch");
            e.Property(x => x.Root).HasColumnName("root");
            e.Property(x => x.At).HasColumnName("at");
            e.Property(x => x.Note).HasColumnName("note");
        });
        model.Entity<LedgerKey>(e =>
        {
            e.ToTable("ledger_key");
            e.HasKey(x => x.Id);
            e.Property(x => x.Id).HasColumnName("id");
            e.Property(x => x.Verifier).HasColumnName("verifier");
            e.Property(x => x.CreatedAt).HasColumnName("created_at");
            e.Property(x => x.RetiredAt).HasColumnName("retired_at");
        });
        model.Entity<ReactionCursor>(e =>
        {
            e.ToTable("reaction_cursor");
            e.HasKey(x => x.Reaction);
            e.Property(x => x.Reaction).HasColumnName("reaction");
            e.Property(x => x.Next).HasColumnName("next");
        });
        model.Entity<ParkedStep>(e =>
        {
            e.ToTable("parked_step");
            e.HasKey(x => new { x.Reaction, x.Position });
            e.Property(x => x.Reaction).HasColumnName("reaction");
            e.Property(x => x.Position).HasColumnName("position");
            e.Property(x => x.At).HasColumnName("at");
            e.Property(x => x.Fault).HasColumnName("fault");
            e.Property(x => x.ResolvedAt).HasColumnName("resolved_at");
        });
        model.Entity<Witnesses.HeadWitness>(e =>
        {
            e.HasKey(w => w.Id);
            e.HasIndex(w => new { w.Day, w.OrganizationId }).IsUnique().HasDatabaseName("ix_head_witness_day");
            e.Named("head_witness");
        });
    }
}
