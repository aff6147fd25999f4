using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Noroshi.Server.Trust.Sessions;

/// <summary>Somebody whose password was right and whose second factor is still missing: ten minutes in a protected cookie, no session yet.</summary>
internal sealed class HalfSignedIn(IDataProtectionProvider protection)
{
    private const string Cookie = "noroshi_half";
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(10);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("noroshi.half").ToTimeLimitedDataProtector();

    internal void Write(HttpContext context, Guid account) =>
        context.Response.Cookies.Append(Cookie, _protector.Protect(account.ToString("N"), _lifetime), SessionCookie.Options(context, _lifetime));

    internal Guid? Read(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Cookie] is { } text && Guid.TryParseExact(_protector.Unprotect(text), "N", out Guid account) ? account : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    internal static void Clear(HttpContext context) => context.Response.Cookies.Delete(Cookie, SessionCookie.Options(context, null));
}
