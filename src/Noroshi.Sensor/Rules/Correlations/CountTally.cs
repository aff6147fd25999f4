namespace Noroshi.Sensor.Rules.Correlations;

/// <summary>How many events.</summary>
internal sealed class CountTally : Tally
{
    private readonly Queue<long> _times = [];

    internal override int Size => _times.Count;

    internal override long Oldest => _times.TryPeek(out var time) ? time : 0;

    internal override decimal? Measure => _times.Count;

    internal override void Add(in Sample sample)
    {
        if (_times.Count == MaxSamples) _times.Dequeue();
        _times.Enqueue(sample.Time);
    }

    internal override void Forget(long time)
    {
        while (_times.TryPeek(out var oldest) && oldest < time) _times.Dequeue();
    }
}
