using System.Collections.Immutable;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Sensor.Rules.Correlations;

/// <summary>All groups of all correlations, within fixed limits: what was not touched for longest is forgotten first. Not for several threads.</summary>
internal sealed class GroupStore
{
    /// <summary>The number of groups kept.</summary>
    internal const int MaxGroups = 65_536;

    /// <summary>The number of samples kept in all groups together.</summary>
    internal const long MaxSamples = 1 << 20;

    private readonly Dictionary<(int Correlation, string Key), LinkedListNode<CorrelationGroup>> _groups = [];
    private readonly LinkedList<CorrelationGroup> _byUse = [];
    private readonly PriorityQueue<CorrelationGroup, long> _ends = new();
    private long _samples;

    internal int Count => _groups.Count;

    /// <summary>Samples kept, empty groups counted as one.</summary>
    internal long Samples => _samples;

    /// <summary>Adds a sample to its group; answers the group when the sample makes the condition true.</summary>
    internal CorrelationGroup? Add(CorrelationPlan plan, ImmutableArray<string> values, Sample sample, LineRef line)
    {
        var node = Touch(plan, values);
        var (group, size, end) = (node.Value, node.Value.Size, node.Value.End);
        var fires = group.Add(sample, line);
        _samples += group.Size - size;
        if (group.End is { } newEnd && newEnd != end) Await(group, newEnd);
        while (_byUse.Count > 1 && (_byUse.Count > MaxGroups || _samples > MaxSamples)) Forget(_byUse.First!);
        return fires ? group : null;
    }

    /// <summary>The next window that ended before a time and whose condition held, or null.</summary>
    internal CorrelationGroup? NextEnded(long time)
    {
        while (_ends.TryPeek(out var group, out var end) && end < time)
        {
            _ends.Dequeue();
            if (!IsAwaited(group, end)) continue;
            var size = group.Size;
            var holds = group.Close();
            _samples += group.Size - size;
            if (holds) return group;
        }
        return null;
    }

    private LinkedListNode<CorrelationGroup> Touch(CorrelationPlan plan, ImmutableArray<string> values)
    {
        var key = CorrelationPlan.Key(values);
        if (_groups.TryGetValue((plan.Index, key), out var node)) _byUse.Remove(node);
        else
        {
            node = new(new(plan, key, values));
            _groups.Add((plan.Index, key), node);
            _samples += node.Value.Size;
        }
        _byUse.AddLast(node);
        return node;
    }

    private void Forget(LinkedListNode<CorrelationGroup> node)
    {
        _samples -= node.Value.Size;
        _byUse.Remove(node);
        _groups.Remove((node.Value.Plan.Index, node.Value.Key));
    }

    private void Await(CorrelationGroup group, long end)
    {
        _ends.Enqueue(group, end);
        if (_ends.Count <= 2 * MaxGroups) return;
        // Ends of forgotten groups gather here while time stands still.
        _ends.Clear();
        _ends.EnqueueRange(_byUse.Where(g => g.End is not null).Select(g => (g, g.End!.Value)));
    }

    private bool IsAwaited(CorrelationGroup group, long end) =>
        group.End == end && _groups.TryGetValue((group.Plan.Index, group.Key), out var node) && ReferenceEquals(node.Value, group);
}
