using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Ledger.Pages;

/// <summary>The kinds of record there are, by name, for choosing among them.</summary>
internal static class RecordKinds
{
    internal static readonly IReadOnlyList<string> All =
        [.. typeof(Happened).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Happened))).Select(t => t.Name).Order(StringComparer.Ordinal)];
}
