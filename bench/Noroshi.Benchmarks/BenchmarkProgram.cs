using System.Globalization;
using System.Runtime.InteropServices;
using Noroshi.Benchmarks.Formats;
using Noroshi.Benchmarks.Scan;

namespace Noroshi.Benchmarks;

/// <summary>
/// Prints ratios to a rival and bytes allocated; <c>--check</c> only compares allocations with their budgets and fails on excess.
/// Allocations do not depend on the machine, so only they can be checked; times are for reading.
/// </summary>
internal static class BenchmarkProgram
{
    private static readonly Benchmark[] All = [.. MerkleBenchmarks.All(), .. JsonBenchmarks.All(), .. TextBenchmarks.All(), .. LogBenchmarks.All()];

    internal static int Run(string[] args, TextWriter to)
    {
        var isCheck = args.Contains("--check");
        var chosen = All.Where(b => args.All(a => a.StartsWith('-') || b.Name.Contains(a, StringComparison.Ordinal))).ToArray();
        return isCheck ? Check(chosen, to) : Print(chosen, to);
    }

    private static int Check(Benchmark[] chosen, TextWriter to)
    {
        var budgets = Budgets.Read();
        var failures = 0;
        foreach (var benchmark in chosen)
        {
            var bytes = Measure.AllocatedBytes(benchmark.Ours);
            var budget = budgets.GetValueOrDefault(benchmark.Name, -1);
            if (bytes <= budget) { continue; }
            failures++;
            to.WriteLine(budget < 0 ? $"{benchmark.Name}: no budget in bench/budgets.json" : $"{benchmark.Name}: {bytes} bytes allocated, budget {budget}");
        }
        foreach (var name in budgets.Keys.Except(All.Select(b => b.Name)))
        {
            failures++;
            to.WriteLine($"{name}: a budget without a benchmark");
        }
        to.WriteLine($"{chosen.Length} benchmarks, {failures} over budget");
        return failures == 0 ? 0 : 1;
    }

    private static int Print(Benchmark[] chosen, TextWriter to)
    {
        to.WriteLine($"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}");
        to.WriteLine($"{"benchmark",-28} {"ns",12} {"bytes",9}  ratio to rival");
        foreach (var benchmark in chosen)
        {
            var bytes = Measure.AllocatedBytes(benchmark.Ours);
            var (ours, rival) = Measure.Nanoseconds(benchmark.Ours, benchmark.Rival);
            var ratio = benchmark.RivalName.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{ours / rival:F2} x {benchmark.RivalName}");
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{benchmark.Name,-28} {ours,12:F0} {bytes,9}  {ratio}"));
        }
        return 0;
    }
}
