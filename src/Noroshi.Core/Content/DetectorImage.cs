using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Detectors.Web.Knowledge;
using Noroshi.Sensor.Rules;

namespace Noroshi.Core.Content;

/// <summary>
/// <see cref="DetectorContent"/> in a form that needs no reading of rules: with it, a third of the time that a scan of a small log took is gone. An image is of one build of the program and holds
/// the files it was made of, with which it is compared: it cannot say what they do not say. One that is damaged, of other files or of another build is refused, and made anew.
/// </summary>
/// <remarks>
/// <code>
/// "NRSDET02" · two module version ids · CRC-32C of all that follows
/// count, (path, bytes) of each file · count, behaviours · count, signatures      numbers little-endian, texts and lists with their length before them, UTF-8
/// </code>
/// </remarks>
public static class DetectorImage
{
    private const int HeadLength = 8 + 16 + 16 + 4;

    private static ReadOnlySpan<byte> Magic => "NRSDET02"u8;

    /// <summary>A name for the image of these files and this build, such as <c>detectors.0c5bd5c2….1f2e3d4c</c>. Images of the same name may still be of other files.</summary>
    /// <param name="files">The files.</param>
    public static string NameOf(IReadOnlyCollection<ContentFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var sum = 0U;
        foreach (var file in files) sum = Checksum(file.Bytes, sum);
        return $"detectors.{typeof(DetectorImage).Module.ModuleVersionId:N}.{sum:x8}";
    }

    /// <summary>The image; null when there are rules that are no web signatures, which have none.</summary>
    /// <param name="content">What was read, without faults.</param>
    /// <param name="files">The files it was read from.</param>
    public static byte[]? Of(DetectorContent content, IReadOnlyCollection<ContentFile> files)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(files);
        if (content.Rest is not { Rules.IsEmpty: true, Correlations.IsEmpty: true, Filters.IsEmpty: true }) return null;
        ImageWriter writer = new();
        writer.Number(files.Count);
        foreach (var file in files)
        {
            writer.Text(file.Path);
            writer.Bytes(file.Bytes);
        }
        writer.Number(content.Behaviours.Length);
        foreach (var behaviour in content.Behaviours) Write(writer, behaviour);
        writer.Number(content.Web.Signatures.Length);
        foreach (var signature in content.Web.Signatures) Write(writer, signature);
        var payload = writer.ToArray();
        var image = new byte[HeadLength + payload.Length];
        WriteHead(image);
        payload.CopyTo(image, HeadLength);
        MemoryMarshal.Write(image.AsSpan(HeadLength - 4), Checksum(payload, 0));
        return image;
    }

    /// <summary>What these files say; null when the image is not of them and this build, or damaged.</summary>
    /// <param name="image">The image.</param>
    /// <param name="files">The files.</param>
    public static DetectorContent? Read(ReadOnlySpan<byte> image, IReadOnlyCollection<ContentFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        Span<byte> head = stackalloc byte[HeadLength];
        WriteHead(head);
        if (image.Length < HeadLength || !image.StartsWith(head[..^4]) || MemoryMarshal.Read<uint>(image[(HeadLength - 4)..]) != Checksum(image[HeadLength..], 0)) return null;
        ImageReader reader = new(image[HeadLength..]);
        if (reader.Count() != files.Count) return null;
        foreach (var file in files)
        {
            if (reader.Text() != file.Path || !reader.Bytes().SequenceEqual(file.Bytes)) return null;
        }
        var behaviours = Behaviours(ref reader);
        var signatures = Signatures(ref reader);
        return reader.IsWhole && AreComplete(behaviours) ? new(behaviours, new(signatures), RuleBook.Empty) : null;
    }

    private static void WriteHead(Span<byte> image)
    {
        Magic.CopyTo(image);
        typeof(DetectorImage).Module.ModuleVersionId.TryWriteBytes(image[8..]);
        typeof(WebKnowledge).Module.ModuleVersionId.TryWriteBytes(image[24..]);
    }

    /// <summary>CRC-32C, which the processor knows.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes, uint sum)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) sum = BitOperations.Crc32C(sum, word);
        foreach (var one in bytes[(words.Length * sizeof(ulong))..]) sum = BitOperations.Crc32C(sum, one);
        return sum;
    }

    private static bool AreComplete(ImmutableArray<Behaviour> behaviours)
    {
        Dictionary<string, DetectorSetting> settings = new(StringComparer.Ordinal);
        foreach (var behaviour in behaviours) settings[behaviour.Setting.Id] = behaviour.Setting;
        foreach (var detector in DetectorList.All)
        {
            if (!settings.TryGetValue(detector.Id, out var setting)) return false;
            foreach (var tunable in detector.Tunables)
            {
                if (!setting.Values.ContainsKey(tunable.Name)) return false;
            }
        }
        return true;
    }

    private static void Write(ImageWriter writer, Behaviour behaviour)
    {
        var (header, setting) = (behaviour.Header, behaviour.Setting);
        writer.Text(header.Id);
        Write(writer, header.Label);
        writer.Number((int)header.Status);
        Write(writer, header.From);
        Write(writer, header.Until);
        writer.Number(header.Sources.Length);
        foreach (var source in header.Sources)
        {
            writer.Text(source.Document);
            writer.Text(source.Clause);
        }
        writer.Text(header.TextHash);
        writer.Text(setting.Kind);
        writer.Number(setting.Attack.Length);
        foreach (var technique in setting.Attack) writer.Text(technique);
        writer.Number(setting.Values.Count);
        foreach (var (name, value) in setting.Values)
        {
            writer.Text(name);
            writer.Number(value);
        }
        Write(writer, behaviour.Happened);
        Write(writer, behaviour.ToDo);
        Write(writer, behaviour.Report);
    }

    private static ImmutableArray<Behaviour> Behaviours(ref ImageReader reader)
    {
        var behaviours = new Behaviour[reader.Count()];
        for (var i = 0; i < behaviours.Length; i++)
        {
            var header = Header(ref reader);
            behaviours[i] = new()
            {
                Header = header,
                Setting = Setting(ref reader, header.Id),
                Happened = Localized(ref reader),
                ToDo = Localized(ref reader),
                Report = Localized(ref reader),
            };
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(behaviours);
    }

    private static ContentHeader Header(ref ImageReader reader) => new()
    {
        Id = reader.Text(),
        Label = Localized(ref reader),
        Status = (ContentStatus)reader.Choice((int)ContentStatus.Unconfirmed),
        From = Day(ref reader),
        Until = Day(ref reader),
        Sources = Citations(ref reader),
        TextHash = reader.Text(),
    };

    private static DetectorSetting Setting(ref ImageReader reader, string id)
    {
        var kind = reader.Text();
        var attack = new string[reader.Count()];
        for (var i = 0; i < attack.Length; i++) attack[i] = reader.Text();
        Dictionary<string, long> values = new(StringComparer.Ordinal);
        for (var left = reader.Count(); left > 0; left--)
        {
            var name = reader.Text();
            values[name] = reader.Number();
        }
        return new(id, kind, ImmutableCollectionsMarshal.AsImmutableArray(attack), values);
    }

    private static ImmutableArray<Citation> Citations(ref ImageReader reader)
    {
        var citations = new Citation[reader.Count()];
        for (var i = 0; i < citations.Length; i++) citations[i] = new(reader.Text(), reader.Text());
        return ImmutableCollectionsMarshal.AsImmutableArray(citations);
    }

    private static void Write(ImageWriter writer, LocalizedText text)
    {
        writer.Text(text.Ja);
        writer.Text(text.En);
    }

    private static LocalizedText Localized(ref ImageReader reader) => new(reader.Text(), reader.Text());

    private static void Write(ImageWriter writer, DateOnly? day) => writer.Number(day is { } one ? one.DayNumber + 1 : 0);

    private static DateOnly? Day(ref ImageReader reader) => reader.Choice(DateOnly.MaxValue.DayNumber + 1) is > 0 and var number ? DateOnly.FromDayNumber(number - 1) : null;

    private static void Write(ImageWriter writer, WebSignature signature)
    {
        writer.Text(signature.Rule);
        writer.Number((int)signature.Attack);
        writer.Number((int)signature.Tier);
        writer.Number(signature.Terms.Length);
        foreach (var term in signature.Terms)
        {
            writer.Number((int)term.Part);
            writer.Number((int)term.Match);
            writer.Number(term.IsAbsent ? 1 : 0);
            writer.Number(term.Values.Length);
            foreach (var value in term.Values) writer.Bytes(value);
        }
    }

    private static WebSignature[] Signatures(ref ImageReader reader)
    {
        var signatures = new WebSignature[reader.Count()];
        var rule = "";
        for (var i = 0; i < signatures.Length; i++)
        {
            // One rule makes many, one after the other.
            rule = reader.Text() is var name && name == rule ? rule : name;
            signatures[i] = new(rule, (WebAttack)reader.Choice(int.MaxValue), (Tier)reader.Choice((int)Tier.High), Terms(ref reader));
        }
        return signatures;
    }

    private static ImmutableArray<WebTerm> Terms(ref ImageReader reader)
    {
        var terms = new WebTerm[reader.Count(least: 1)];
        for (var i = 0; i < terms.Length; i++)
        {
            var (part, match, isAbsent) = ((WebPart)reader.Choice((int)WebPart.Referer), (WebMatch)reader.Choice((int)WebMatch.Equals), reader.Choice(1) == 1);
            terms[i] = new(part, match, Values(ref reader), isAbsent);
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(terms);
    }

    private static ImmutableArray<byte[]> Values(ref ImageReader reader)
    {
        var values = new byte[reader.Count(least: 1)][];
        for (var i = 0; i < values.Length; i++) values[i] = reader.Bytes().ToArray();
        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }
}
