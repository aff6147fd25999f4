namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>A success that failures of the same source came before.</summary>
/// <param name="Source">The source's key.</param>
/// <param name="SourceName">Its address.</param>
/// <param name="Account">The account's key.</param>
/// <param name="AccountName">Its name.</param>
/// <param name="ServiceName">The service.</param>
/// <param name="HostName">The machine.</param>
/// <param name="Time">When.</param>
/// <param name="FirstTry">When the source began.</param>
/// <param name="Failures">How many failures nothing excused.</param>
/// <param name="OnAccount">Of them, how many of this account.</param>
/// <param name="Accounts">On how many accounts.</param>
/// <param name="IsAtHome">Whether this source or its network had logged in as this account before it failed.</param>
/// <param name="First">The first failure's line.</param>
/// <param name="Line">The success's line.</param>
internal sealed record LoginMoment(
    ulong Source, string SourceName, ulong Account, string AccountName, string ServiceName, string HostName,
    long Time, long FirstTry, int Failures, int OnAccount, int Accounts, bool IsAtHome, LineRef First, LineRef Line);
