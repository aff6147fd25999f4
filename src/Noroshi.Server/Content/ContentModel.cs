using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Store;

namespace Noroshi.Server.Content;

/// <summary>Table of content texts.</summary>
internal static class ContentModel
{
    internal static void Configure(ModelBuilder model) => model.Entity<KeptText>(e =>
    {
        e.HasKey(t => t.Hash);
        e.Named("content_text");
    });
}
