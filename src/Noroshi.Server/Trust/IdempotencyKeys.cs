using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;

namespace Noroshi.Server.Trust;

/// <summary>Reads the header <c>Idempotency-Key</c> of a request that makes something.</summary>
internal static class IdempotencyKeys
{
    private const int Longest = 100;

    /// <summary>The key with what it stands for, or null without one; <c>NRS-W440</c> when it cannot be read.</summary>
    internal static RequestKey? Read(HttpContext context, ReadOnlySpan<byte> body, out Fault? fault)
    {
        fault = null;
        if (context.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 } key) return null;
        if (key.Length > Longest || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            fault = new Fault("NRS-W440").With("limit", Longest.ToString(CultureInfo.InvariantCulture));
            return null;
        }

        Viewer viewer = context.Viewer();
        byte[] place = Encoding.UTF8.GetBytes($"{viewer.Organization:N} {context.Request.Method} {context.Request.Path}\n");
        return new(viewer.Account, key, Convert.ToHexStringLower(SHA256.HashData([.. place, .. body])));
    }

    /// <summary>The same for a body that has been read into a value.</summary>
    internal static RequestKey? Read<T>(HttpContext context, T body, out Fault? fault) => Read(context, JsonSerializer.SerializeToUtf8Bytes(body).AsSpan(), out fault);
}
