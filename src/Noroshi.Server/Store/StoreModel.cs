using Microsoft.EntityFrameworkCore;

namespace Noroshi.Server.Store;

/// <summary>The store's own tables: jobs, keys, files, and facts about the schema itself.</summary>
internal static class StoreModel
{
    internal static void Configure(ModelBuilder model)
    {
        model.Entity<Job>(e =>
        {
            e.ToTable("job");
            e.HasKey(j => j.Id);
            e.Property(j => j.Id).HasColumnName("id").ValueGeneratedNever();
            e.Property(j => j.Kind).HasColumnName("kind");
            e.Property(j => j.Subject).HasColumnName("subject");
            e.Property(j => j.Payload).HasColumnName("payload");
            e.Property(j => j.DueAt).HasColumnName("due_at");
            e.Property(j => j.LeasedUntil).HasColumnName("leased_until");
            e.Property(j => j.Attempts).HasColumnName("attempts");
            e.Property(j => j.Fault).HasColumnName("fault");
            e.HasIndex(j => new { j.DueAt, j.Id }).HasDatabaseName("ix_job_due_at");
        });
        model.Entity<SentKey>(e =>
        {
            e.HasKey(k => new { k.AccountId, k.Key });
            e.Named("sent_key");
        });
        model.Entity<StoredKey>(e =>
        {
            e.ToTable("stored_key");
            e.HasKey(k => k.Name);
            e.Property(k => k.Name).HasColumnName("name");
            e.Property(k => k.Bytes).HasColumnName("bytes");
            e.Property(k => k.CreatedAt).HasColumnName("created_at");
        });
        model.Entity<StoredFile>(e =>
        {
            e.ToTable("stored_file");
            e.HasKey(f => f.Id);
            e.Property(f => f.Id).HasColumnName("id").ValueGeneratedNever();
            e.Property(f => f.Hash).HasColumnName("hash");
            e.Property(f => f.Salt).HasColumnName("salt");
            e.Property(f => f.Commitment).HasColumnName("commitment");
            e.Property(f => f.Bytes).HasColumnName("bytes");
            e.Property(f => f.Name).HasColumnName("name");
            e.Property(f => f.MediaType).HasColumnName("media_type");
            e.Property(f => f.StoredAt).HasColumnName("stored_at");
        });
        model.Entity<StoreFact>(e =>
        {
            e.ToTable("store_fact");
            e.HasKey(f => f.Name);
            e.Property(f => f.Name).HasColumnName("name");
            e.Property(f => f.Value).HasColumnName("value");
        });
    }
}
