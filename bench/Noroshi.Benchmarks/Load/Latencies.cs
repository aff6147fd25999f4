using System.Diagnostics;
using System.Globalization;

namespace Noroshi.Benchmarks.Load;

/// <summary>Times of many requests. Thread-safe while adding.</summary>
internal sealed class Latencies
{
    private readonly Lock _gate = new();
    private readonly List<double> _milliseconds = [];

    internal int Count => _milliseconds.Count;

    /// <summary>Adds the time since <paramref name="start"/>, a timestamp of <see cref="Stopwatch"/>.</summary>
    internal void Add(long start)
    {
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        lock (_gate) { _milliseconds.Add(time); }
    }

    /// <summary>The time in milliseconds that a share of all requests did not exceed; 1 gives the longest.</summary>
    internal double Quantile(double share)
    {
        lock (_gate)
        {
            _milliseconds.Sort();
            return _milliseconds.Count == 0 ? double.NaN : _milliseconds[Math.Min(_milliseconds.Count - 1, (int)(share * _milliseconds.Count))];
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"p50 {Quantile(0.5),6:F1} ms   p95 {Quantile(0.95),6:F1} ms   p99 {Quantile(0.99),6:F1} ms   longest {Quantile(1),7:F1} ms   of {Count}");
}
