namespace Noroshi.Server.Trust.Accounts;

/// <summary>Notices when very many sign-ins are refused in a minute, whatever the accounts: somebody tries lists. Thread-safe.</summary>
internal sealed class RefusalBurst
{
    internal const int Many = 30;
    private readonly Lock _guard = new();
    private long _minute;
    private int _count;

    /// <summary>Counts one refusal. Returns the count each time it reaches another <see cref="Many"/> in the minute, else 0.</summary>
    internal int Add(DateTimeOffset at)
    {
        long minute = at.ToUnixTimeSeconds() / 60;
        lock (_guard)
        {
            (_count, _minute) = (minute == _minute ? _count + 1 : 1, minute);
            return _count % Many == 0 ? _count : 0;
        }
    }
}
