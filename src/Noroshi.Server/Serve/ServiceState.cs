using System.Net.Sockets;
using System.Text;

namespace Noroshi.Server.Serve;

/// <summary>Tells systemd how the service is (sd_notify(3)): one datagram to the socket it named, nothing when it named none.</summary>
internal static class ServiceState
{
    internal static void Tell(string state)
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 0 } path)
        {
            return;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            // A leading @ means the abstract namespace, written as a zero byte.
            socket.Connect(new UnixDomainSocketEndPoint(path[0] == '@' ? "\0" + path[1..] : path));
            socket.Send(Encoding.UTF8.GetBytes(state));
        }
        catch (SocketException)
        {
            // Nobody listens: the service runs all the same.
        }
    }
}
