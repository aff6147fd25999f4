using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Content;

public sealed class ContentImageTests
{
    private static ContentFile[] Shipped { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "content"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => new ContentFile(Path.GetRelativePath(Repository.Root, path), File.ReadAllBytes(path))),
    ];

    [Fact]
    public void Read_AllShippedFiles_GivesTheTreesThatParsingGives()
    {
        var known = ContentImage.Read(Image(Shipped), Shipped)!.Value;
        Assert.True(known.Length > 100);
        List<Fault> faults = [];
        foreach (var file in known)
        {
            var parsed = YamlReader.ReadAll(file.Path, file.Bytes, faults);
            Assert.Equal(Lines(parsed), Lines(file.Roots(faults)));
        }
        Assert.Empty(faults);
    }

    [Fact]
    public void Read_ImageOfOtherFiles_IsRefused()
    {
        var image = Image(Shipped);
        var first = Shipped[0];
        Assert.Null(ContentImage.Read(image, [first with { Bytes = [.. first.Bytes, (byte)'\n'] }, .. Shipped[1..]]));
        Assert.Null(ContentImage.Read(image, [first with { Path = "other.yaml" }, .. Shipped[1..]]));
        Assert.Null(ContentImage.Read(image, Shipped[1..]));
    }

    [Fact]
    public void Read_AnyByteChangedOrMissing_IsRefused()
    {
        ContentFile[] files = [new("a.yaml", "key: [one, 'two']\nother: |\n  text\n"u8.ToArray())];
        var image = Image(files);
        Assert.NotNull(ContentImage.Read(image, files));
        for (var at = 0; at < image.Length; at++)
        {
            var changed = image.ToArray();
            changed[at] ^= 1;
            Assert.Null(ContentImage.Read(changed, files));
            Assert.Null(ContentImage.Read(image[..at], files));
        }
    }

    [Fact]
    public void Parse_FileWithFaults_IsNotKept() => Assert.Null(ContentImage.Parse([new("a.yaml", "a: 1\na: 2\n"u8.ToArray())]));

    private static byte[] Image(ContentFile[] files) => ContentImage.Of(ContentImage.Parse(files)!.Value);

    /// <summary>A tree as lines that can be compared: places, kinds and texts.</summary>
    private static IEnumerable<string> Lines(IEnumerable<YamlNode> nodes) => nodes.SelectMany(node => node switch
    {
        YamlNode.Scalar scalar => [$"{scalar.At} {scalar.IsQuoted} {scalar.Text}"],
        YamlNode.Sequence sequence => Lines(sequence.Items).Prepend($"{sequence.At} list"),
        YamlNode.Mapping mapping => mapping.Entries.SelectMany(e => Lines([e.Value]).Prepend($"{e.At} {e.Key}")).Prepend($"{mapping.At} mapping"),
        _ => throw new ArgumentException(node.Shape, nameof(nodes)),
    });
}
