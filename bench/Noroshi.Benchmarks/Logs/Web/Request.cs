namespace Noroshi.Benchmarks.Logs.Web;

/// <summary>One line of an access log.</summary>
internal static class Request
{
    internal static void Write(Timeline log, long now, string address, string method, string target, int status, long bytes, string referer, string agent)
    {
        log.Writer.Add(address).Add(" - - ["u8).Add(log.Web(now)).Add("] \""u8).Add(method).Add(" "u8).Add(target).Add(" HTTP/1.1\" "u8).Add(status).Add(" "u8).Add(bytes)
            .Add(" \""u8).Add(referer.Length == 0 ? "-" : referer).Add("\" \""u8).Add(agent).Add("\""u8).End();
    }

    /// <summary>The size of a page: the same each time it is asked for.</summary>
    internal static long SizeOf(string path)
    {
        var sum = 17L;
        foreach (var c in path) sum = (sum * 31) + c;
        return 800 + Math.Abs(sum % 60_000);
    }
}
