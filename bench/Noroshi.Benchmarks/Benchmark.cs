namespace Noroshi.Benchmarks;

/// <summary>One thing measured: our way, and a rival or physical limit that does the same work in the same run.</summary>
/// <param name="Name">Stable name; the budget's key.</param>
/// <param name="Ours">Does the work once.</param>
/// <param name="RivalName">What it is compared with; empty when there is nothing comparable.</param>
/// <param name="Rival">Does the rival's work once.</param>
internal sealed record Benchmark(string Name, Action Ours, string RivalName, Action Rival)
{
    internal Benchmark(string name, Action ours) : this(name, ours, "", static () => { })
    {
    }
}
