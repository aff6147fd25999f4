using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Numerics;
using System.Text.Json;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors.Web.Knowledge;

namespace Noroshi.Tests.Content;

public sealed class DetectorImageTests
{
    private const int ChecksumAt = 40;
    private const int HeadLength = ChecksumAt + 4;

    private static readonly ContentFile[] Shipped = [.. BuiltInContent.Files().Where(f => f.Path.StartsWith("detectors/", StringComparison.Ordinal)).OrderBy(f => f.Path, StringComparer.Ordinal)];

    private static readonly DetectorContent Content = Read(Shipped);

    private static readonly byte[] Image = DetectorImage.Of(Content, Shipped)!;

    [Fact]
    public void Read_ShippedDetectors_GivesWhatReadingTheFilesGives()
    {
        var known = DetectorImage.Read(Image, Shipped)!;
        Assert.Equal(Content.Behaviours.Select(Text), known.Behaviours.Select(Text));
        Assert.Equal(Content.Web.Signatures.Select(Text), known.Web.Signatures.Select(Text));
        Assert.InRange(known.Web.Count, 40, 10_000);
        Assert.Empty(known.Rest.Rules);
    }

    [Fact]
    public void Read_AnyByteMissing_IsRefused()
    {
        for (var length = 0; length < Image.Length; length += length < 2000 ? 1 : 37) Assert.Null(DetectorImage.Read(Image.AsSpan(0, length), Shipped));
        Assert.Null(DetectorImage.Read([.. Image, 0], Shipped));
    }

    [Fact]
    public void Read_AnyByteChanged_IsRefused()
    {
        var changed = Image.ToArray();
        for (var at = 0; at < Image.Length; at += at < 2000 ? 1 : 37)
        {
            changed[at] ^= 0x10;
            Assert.Null(DetectorImage.Read(changed, Shipped));
            changed[at] ^= 0x10;
        }
    }

    [Fact]
    public void Read_AnyByteChangedAndItsChecksumMended_IsRefusedOrStillWhole()
    {
        for (var at = HeadLength; at < Image.Length; at += 53)
        {
            var changed = Image.ToArray();
            changed[at] ^= 0x81;
            Mend(changed);
            if (DetectorImage.Read(changed, Shipped) is not { } read) continue;
            Assert.All(read.Web.Signatures, s => Assert.All(s.Terms, t => Assert.NotEmpty(t.Values)));
            Assert.Equal(Content.Behaviours.Length, read.Behaviours.Length);
        }
    }

    [Fact]
    public void Read_TruncatedAndItsChecksumMended_IsRefused()
    {
        for (var length = HeadLength; length < Image.Length; length += 113)
        {
            var cut = Image[..length];
            Mend(cut);
            Assert.Null(DetectorImage.Read(cut, Shipped));
        }
    }

    [Fact]
    public void Read_OfAnotherBuild_IsRefused()
    {
        foreach (var version in (int[])[8, 24])
        {
            var other = Image.ToArray();
            Guid.Empty.TryWriteBytes(other.AsSpan(version));
            Assert.Null(DetectorImage.Read(other, Shipped));
        }
    }

    [Fact]
    public void Read_OfOtherFiles_IsRefused()
    {
        var first = Shipped[0];
        Assert.Null(DetectorImage.Read(Image, [first with { Bytes = [.. first.Bytes, (byte)'\n'] }, .. Shipped[1..]]));
        Assert.Null(DetectorImage.Read(Image, [first with { Path = "detectors/other.yaml" }, .. Shipped[1..]]));
        Assert.Null(DetectorImage.Read(Image, Shipped[1..]));
        Assert.Null(DetectorImage.Read(Image, []));
    }

    [Fact]
    public void Of_RuleThatIsNoSignature_HasNone()
    {
        ContentFile regular = new("detectors/web.extra.yaml", """
            title: An address of digits
            name: web.extra
            status: stable
            logsource: { category: webserver }
            detection:
              digits:
                cs-uri-stem|re: '^/[0-9]{40}$'
              condition: digits
            falsepositives: ["Hashes in addresses"]
            level: medium
            noroshi:
              label: { ja: "数字だけのアドレス", en: "An address of digits" }
              rsit: scanner
              class: scanner
              tier: high
              advice: { ja: "調べてください。", en: "Look into it." }
              sources: ["A test"]
              positive: ['192.0.2.7 - - [17/May/2026:10:05:03 +0900] "GET /0123456789012345678901234567890123456789 HTTP/1.1" 404 162 "-" "-"']
              negative: ['192.0.2.7 - - [17/May/2026:10:05:03 +0900] "GET /index.html HTTP/1.1" 200 162 "-" "-"']
            """u8.ToArray());
        ContentFile[] files = [.. Shipped, regular];
        var content = Read(files);
        Assert.Single(content.Rest.Rules);
        Assert.Null(DetectorImage.Of(content, files));
    }

    [Fact]
    public void NameOf_OtherBytes_IsAnother()
    {
        Assert.Equal(DetectorImage.NameOf(Shipped), DetectorImage.NameOf([.. Shipped]));
        Assert.NotEqual(DetectorImage.NameOf(Shipped), DetectorImage.NameOf(Shipped[1..]));
    }

    private static DetectorContent Read(ContentFile[] files)
    {
        List<Fault> faults = [];
        var content = DetectorContent.Read(files, faults);
        Assert.Empty(faults);
        return content;
    }

    private static void Mend(byte[] image)
    {
        var sum = 0U;
        foreach (var one in image.AsSpan(HeadLength)) sum = BitOperations.Crc32C(sum, one);
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(ChecksumAt), sum);
    }

    private static string Text(Behaviour behaviour) => JsonSerializer.Serialize(behaviour with { Setting = behaviour.Setting with { Values = FrozenDictionary<string, long>.Empty } })
        + string.Join(' ', behaviour.Setting.Values.OrderBy(v => v.Key, StringComparer.Ordinal));

    private static string Text(WebSignature signature) => JsonSerializer.Serialize(signature);
}
