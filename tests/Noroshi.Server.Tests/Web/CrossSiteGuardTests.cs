using Microsoft.AspNetCore.Http;
using Noroshi.Server.Web.Localisation;
using Noroshi.Server.Web.Safety;

namespace Noroshi.Server.Tests.Web;

public sealed class CrossSiteGuardTests
{
    [Theory]
    [InlineData("POST", "/reports/new", "same-origin", null, "sid=1", null, true)]
    [InlineData("POST", "/reports/new", "cross-site", "https://noroshi.example", "sid=1", null, false)]
    [InlineData("POST", "/reports/new", "none", null, "sid=1", null, false)]
    [InlineData("POST", "/reports/new", null, "https://noroshi.example", "sid=1", null, true)]
    [InlineData("POST", "/reports/new", null, "https://noroshi.example.evil.example", null, null, false)]
    [InlineData("POST", "/reports/new", null, "null", null, null, false)]
    [InlineData("POST", "/reports/new", null, null, null, "Bearer x", false)]
    [InlineData("POST", "/api/v1/reports", null, null, null, "Bearer x", true)]
    [InlineData("POST", "/api/v1/reports", "cross-site", null, "sid=1", null, false)]
    [InlineData("GET", "/reports", "cross-site", null, "sid=1", null, true)]
    public void IsAllowed_Request_OnlyFromOurOwnPages(string method, string path, string? site, string? origin, string? cookie, string? authorization, bool expected)
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Path, request.Host) = (method, path, new HostString("noroshi.example"));
        if (site is not null) request.Headers["Sec-Fetch-Site"] = site;
        if (origin is not null) request.Headers.Origin = origin;
        if (cookie is not null) request.Headers.Cookie = cookie;
        if (authorization is not null) request.Headers.Authorization = authorization;

        Assert.Equal(expected, CrossSiteGuard.IsAllowed(request));
    }

    [Theory]
    [InlineData("/reports?x=1", "/reports?x=1")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("/a\r\nSet-Cookie: x", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void OrHome_Path_IsLocalOrHome(string? path, string expected) => Assert.Equal(expected, LocalPath.OrHome(path));
}
