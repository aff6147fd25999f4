namespace Noroshi.Sensor.Rules.Correlations;

/// <summary>How many different values, or how large a part of all, in percent, one value is.</summary>
/// <param name="isRarest">For a part: whether the rarest value is meant, else the newest; null to count values.</param>
internal sealed class ValueTally(bool? isRarest) : Tally
{
    private readonly Queue<Sample> _samples = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private string _newest = "";

    internal override int Size => _samples.Count;

    internal override long Oldest => _samples.TryPeek(out var sample) ? sample.Time : 0;

    internal override decimal? Measure => isRarest is null ? _counts.Count : _counts.Count == 0 ? null : Share(isRarest.Value);

    internal override void Add(in Sample sample)
    {
        if (_samples.Count == MaxSamples) Drop();
        _samples.Enqueue(sample);
        _newest = sample.Value ?? "";
        _counts[_newest] = _counts.GetValueOrDefault(_newest) + 1;
    }

    internal override void Forget(long time)
    {
        while (_samples.TryPeek(out var oldest) && oldest.Time < time) Drop();
    }

    private decimal Share(bool rarest) => 100m * (rarest ? _counts.Values.Min() : _counts.GetValueOrDefault(_newest)) / _samples.Count;

    private void Drop()
    {
        var value = _samples.Dequeue().Value ?? "";
        if (--_counts[value] == 0) _counts.Remove(value);
    }
}
