namespace Noroshi.Benchmarks.Logs.Auth;

/// <summary>The machines, and how sshd and others write on them.</summary>
internal static class Hosts
{
    internal static readonly string[] All = ["gate", "web1", "web2", "mail", "build", "files"];

    internal static LineWriter Begin(Timeline log, long now, string host, string program, int id) =>
        log.Writer.Add(log.Syslog(now)).Add(" "u8).Add(host).Add(" "u8).Add(program).Add("["u8).Add(id).Add("]: "u8);

    internal static void Sshd(Timeline log, long now, string host, int id, string before, string account, string address, int port, string after) =>
        Begin(log, now, host, "sshd", id).Add(before).Add(account).Add(" from "u8).Add(address).Add(" port "u8).Add(port).Add(after).End();
}
