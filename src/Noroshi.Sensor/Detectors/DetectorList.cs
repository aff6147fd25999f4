using System.Collections.Immutable;
using Noroshi.Sensor.Detectors.Acts;
using Noroshi.Sensor.Detectors.Clock;
using Noroshi.Sensor.Detectors.Logins;
using Noroshi.Sensor.Detectors.Requests;

namespace Noroshi.Sensor.Detectors;

/// <summary>All detectors: a new one is a file, a content file of its id, and one line here. Order is that of judging: who explains a source better comes first.</summary>
public static class DetectorList
{
    /// <summary>The detectors.</summary>
    public static ImmutableArray<IDetector> All { get; } =
    [
        new SuccessAfterFailures(),
        new PasswordList(),
        new DistributedBruteForce(),
        new AccountEnumeration(),
        new PasswordSpraying(),
        new BruteForce(),
        new StaleSecrets(),
        new PrivilegedLogins(),
        new AnonymousLogins(),
        new OutsideLogins(),
        new OffHoursLogins(),
        new UnusualLogins(),
        new LongSessions(),
        new ElevationFailures(),
        new WebAttacks(),
        new WebShellUse(),
        new ScannerSessions(),
        new DistributedFloods(),
        new MassAccess(),
        new Floods(),
        new MailRelayProbes(),
        new OpenRelays(),
        new StolenMailAccounts(),
        new MassDownloads(),
        new ExecutableUploads(),
        new AnonymousWrites(),
        new ListedContacts(),
        new LogGaps(),
        new ClockJumps(),
    ];
}
