using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Noroshi.Server.Trust;

/// <summary>Random secrets that open something: 32 bytes given out once, of which only the SHA-256 is kept. So long that a slow hash would add nothing.</summary>
internal static class Secret
{
    private const int Bytes = 32;

    /// <summary>A new secret, written for an address or a header.</summary>
    internal static string New(string prefix = "") => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is stored, and looked up by: an index on a hash tells an attacker's stopwatch nothing about the secret.</summary>
    internal static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
