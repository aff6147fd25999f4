using System.Security.Cryptography;
using Noroshi.Core.Collect;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Collect.Reports;

/// <summary>A document on its way in, however it came.</summary>
/// <param name="Viewer">Who sends it.</param>
/// <param name="Document">What it says; already valid.</param>
/// <param name="Key">The client's idempotency key, or null.</param>
/// <param name="IsFromForm">Whether it was typed into a form, so that the draft has done its duty.</param>
/// <param name="FoundDraft">The organisation's draft it began with, when it was not one's own.</param>
internal sealed record Sending(Viewer Viewer, ReportDocument Document, string? Key, bool IsFromForm = false, string? FoundDraft = null)
{
    /// <summary>The bytes that are kept.</summary>
    internal byte[] Canonical { get; } = Document.Canonical();

    /// <summary>What the key stands for: this document, to this place.</summary>
    internal string RequestHash(string place) => Convert.ToHexStringLower(SHA256.HashData([.. System.Text.Encoding.UTF8.GetBytes($"{Viewer.Organization:N} {place}\n"), .. Canonical]));
}
