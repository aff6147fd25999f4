namespace Noroshi.Sensor.Rules.Correlations;

/// <summary>A percentile of numbers, between two neighbours in proportion; the fiftieth is the median.</summary>
/// <param name="percentile">Which, 0 to 100.</param>
internal sealed class RankTally(int percentile) : Tally
{
    private readonly Queue<Sample> _samples = [];
    private readonly List<decimal> _sorted = [];

    internal override int Size => _samples.Count;

    internal override long Oldest => _samples.TryPeek(out var sample) ? sample.Time : 0;

    internal override decimal? Measure => _sorted.Count == 0 ? null : At(percentile / 100m * (_sorted.Count - 1));

    internal override void Add(in Sample sample)
    {
        if (_samples.Count == MaxSamples) Drop();
        _samples.Enqueue(sample);
        var at = _sorted.BinarySearch(sample.Number);
        _sorted.Insert(at < 0 ? ~at : at, sample.Number);
    }

    internal override void Forget(long time)
    {
        while (_samples.TryPeek(out var oldest) && oldest.Time < time) Drop();
    }

    private decimal At(decimal rank)
    {
        var below = (int)rank;
        return below + 1 < _sorted.Count ? _sorted[below] + (rank - below) * (_sorted[below + 1] - _sorted[below]) : _sorted[below];
    }

    private void Drop() => _sorted.RemoveAt(_sorted.BinarySearch(_samples.Dequeue().Number));
}
