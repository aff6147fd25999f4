using System.Text.Json;

namespace Noroshi.Benchmarks;

/// <summary>How many bytes each benchmark may allocate: <c>bench/budgets.json</c>, name to bytes.</summary>
internal static class Budgets
{
    internal static IReadOnlyDictionary<string, long> Read()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "bench", "budgets.json")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("bench/budgets.json not found");
        }
        return JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllBytes(Path.Combine(folder, "bench", "budgets.json")))!;
    }
}
