namespace Noroshi.Sensor.Detectors;

/// <summary>One account for <c>--accounts</c>: what the logs show of it. Times are Unix milliseconds, <see cref="Logs.LogRecord.NoTime"/> for never.</summary>
/// <param name="Name">The account.</param>
/// <param name="LogIns">How often it logged in.</param>
/// <param name="Failures">How often somebody failed to.</param>
/// <param name="First">First log-in.</param>
/// <param name="Last">Last log-in.</param>
/// <param name="LastSource">Where the last log-in came from; empty for a local one.</param>
/// <param name="LastService">Through which service.</param>
/// <param name="Days">On how many days.</param>
/// <param name="Networks">From how many networks.</param>
/// <param name="State">What to make of it.</param>
public sealed record AccountLine(string Name, int LogIns, int Failures, long First, long Last, string LastSource, string LastService, int Days, int Networks, AccountState State);

/// <summary>What to make of an account.</summary>
public enum AccountState
{
    /// <summary>It is in use.</summary>
    Active,

    /// <summary>Its last log-in is long ago.</summary>
    Dormant,

    /// <summary>It is on the list of accounts that exist, and these logs never saw it log in.</summary>
    NeverSeen,
}
