namespace Noroshi.Benchmarks.Logs;

/// <summary>Somebody or something that writes lines into a log now and then.</summary>
internal abstract class Actor
{
    internal const long Never = long.MaxValue;

    /// <summary>Does the next thing.</summary>
    /// <param name="now">When, Unix milliseconds.</param>
    /// <param name="log">Where to.</param>
    /// <returns>When it does something again, or <see cref="Never"/>.</returns>
    internal abstract long Act(long now, Timeline log);
}
