namespace Noroshi.Sensor.Logs;

/// <summary>The fields of PAM's failure line: <c>logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.1  user=root</c>.</summary>
/// <remarks>
/// <c>ruser</c> and <c>user</c> may be the peer's words (vsftpd and others give the name typed as both), so <c>rhost=</c> inside them is not PAM's.
/// With an empty ruser the genuine one follows at once; else the line must be the same on both sides of it.
/// </remarks>
internal static class PamPeer
{
    internal static bool TryRead(ReadOnlySpan<byte> rest, ref LogRecord record) => LineScan.TrySkip(ref rest, "logname="u8) && TryAfterName(rest, ref record);

    internal static bool TryAfterName(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!LineScan.TryUntil(ref rest, "uid="u8, out var login) || !LineScan.TryUntil(ref rest, " euid="u8, out _)) return false;
        if (!LineScan.TryUntil(ref rest, " tty="u8, out _) || !LineScan.TryUntil(ref rest, " ruser="u8, out _)) return false;
        record.Actor = login.TrimEnd((byte)' ');
        var first = rest.IndexOf("rhost="u8);
        if (first < 0) return false;
        var last = rest.LastIndexOf("rhost="u8);
        if (first == last || first <= 1) Take(rest, first, ref record);
        else TakeSymmetric(rest, ref record);
        return true;
    }

    /// <summary>pam_krb5 by R. Allbery names the account itself as <c>logname</c>, and ends with <c>rhost</c>: <c>bob uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.1</c>. False for what is not so.</summary>
    /// <remarks>What a peer typed may imitate the fields, but stands before the genuine <c>rhost</c>, which has no blank. Whose name it is, is then told only when the other fields are there once.</remarks>
    internal static bool TryKerberos(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        var at = rest.LastIndexOf(" rhost="u8);
        if (at < 0 || rest[0] == ' ' || rest[(at + 7)..].Contains((byte)' ')) return false;
        var name = rest.IndexOf(" uid="u8);
        if (name <= 0 || rest[name..at].IndexOf(" ruser="u8) < 0) return false;
        var host = rest[(at + 7)..];
        if (!LineScan.TryAddress(host, out record.Source, out _) && SshdPeer.IsHostName(host)) record.Source = host;
        if (name == rest.LastIndexOf(" uid="u8)) record.Account = rest[..name];
        return true;
    }

    private static void Take(ReadOnlySpan<byte> rest, int at, ref LogRecord record)
    {
        TakeHost(rest[(at + 6)..], rest[..at].TrimEnd((byte)' '), ref record);
        if (record.Actor.IsEmpty) record.Actor = rest[..at].TrimEnd((byte)' ');
    }

    /// <summary>What stands behind <c>rhost=</c>.</summary>
    internal static void TakeHost(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> ruser, ref LogRecord record)
    {
        var host = LineScan.Word(ref rest);
        if (!LineScan.TryAddress(host, out record.Source, out _) && SshdPeer.IsHostName(host)) record.Source = host;
        record.Account = LineScan.TrySkip(ref rest, " user="u8) || LineScan.TrySkip(ref rest, "user="u8) ? rest : ruser;
    }

    /// <summary>The name on both sides imitates the field: the genuine one is where both sides are equal. None is, when nothing fits.</summary>
    private static void TakeSymmetric(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        for (var at = 0; ;)
        {
            var next = rest[at..].IndexOf(" rhost="u8);
            if (next < 0) return;
            next += at;
            var user = rest[(next + 7)..];
            LineScan.Word(ref user);
            if ((LineScan.TrySkip(ref user, " user="u8) || LineScan.TrySkip(ref user, "user="u8)) && user.SequenceEqual(rest[..next]))
            {
                Take(rest, next + 1, ref record);
                return;
            }
            at = next + 7;
        }
    }
}
