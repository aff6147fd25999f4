using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Noroshi.Server.Share.Channels;

/// <summary>The certificates a closed network trusts for its mail server (setting <c>smtp.ca</c>).</summary>
internal static class MailAuthorities
{
    /// <summary>The certificates of a PEM file; null when it cannot be read or holds none.</summary>
    internal static X509Certificate2Collection? Find(string file)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(file);
            return authorities.Count == 0 ? null : authorities;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Trust in these and in no others; asks nobody over the network.</summary>
    internal static X509ChainPolicy PolicyOf(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
