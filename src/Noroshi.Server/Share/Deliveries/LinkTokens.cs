using System.Buffers.Text;
using System.Security.Cryptography;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;

namespace Noroshi.Server.Share.Deliveries;

/// <summary>
/// The token in a mail's link: opens the acknowledgement of one delivery and nothing else. The store keeps only its hash; the token itself is made again from a key
/// whenever the same mail is sent again, so that a retry is the same message.
/// </summary>
internal sealed class LinkTokens(KeyRing keys)
{
    private byte[]? _key;

    internal async Task<string> OfAsync(Guid delivery, CancellationToken cancellationToken)
    {
        _key ??= await keys.GetOrCreateAsync("share-links", () => RandomNumberGenerator.GetBytes(32), cancellationToken);
        return Base64Url.EncodeToString(HMACSHA256.HashData(_key, delivery.ToByteArray(bigEndian: true)));
    }

    internal async Task<string> HashAsync(Guid delivery, CancellationToken cancellationToken) => Secret.Hash(await OfAsync(delivery, cancellationToken));
}
