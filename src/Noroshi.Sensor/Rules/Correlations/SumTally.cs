namespace Noroshi.Sensor.Rules.Correlations;

/// <summary>The sum of numbers or their mean.</summary>
/// <param name="isMean">Whether the mean is compared.</param>
internal sealed class SumTally(bool isMean) : Tally
{
    private readonly Queue<Sample> _samples = [];
    private decimal _sum;

    internal override int Size => _samples.Count;

    internal override long Oldest => _samples.TryPeek(out var sample) ? sample.Time : 0;

    internal override decimal? Measure => _samples.Count == 0 ? null : isMean ? _sum / _samples.Count : _sum;

    internal override void Add(in Sample sample)
    {
        if (_samples.Count == MaxSamples) Drop();
        _samples.Enqueue(sample);
        _sum += sample.Number;
    }

    internal override void Forget(long time)
    {
        while (_samples.TryPeek(out var oldest) && oldest.Time < time) Drop();
    }

    private void Drop() => _sum -= _samples.Dequeue().Number;
}
