using System.Text;

namespace Noroshi.Sensor.Detectors;

/// <summary>The texts that the slices of a block's sightings mean, while the block is there.</summary>
internal readonly ref struct SightingTexts
{
    private const int MostBytes = 96;

    private readonly ReadOnlySpan<byte> _block;
    private readonly ReadOnlySpan<byte> _own;
    private readonly BlockPlace _place;
    private readonly KnownTexts _known;
    private readonly LineNoted? _noted;

    internal SightingTexts(ReadOnlySpan<byte> block, ReadOnlySpan<byte> own, BlockPlace place, KnownTexts known, LineNoted? noted)
    {
        _noted = noted;
        _block = block;
        _own = own;
        _place = place;
        _known = known;
    }

    internal ReadOnlySpan<byte> Bytes(TextSlice slice) =>
        slice.Length == 0 ? [] : slice.At >= 0 ? _block.Slice(slice.At, slice.Length) : _own.Slice(~slice.At, slice.Length);

    /// <summary>The text, cut when long, control characters made visible.</summary>
    internal string String(TextSlice slice)
    {
        var bytes = Bytes(slice);
        if (bytes.Length > MostBytes) bytes = bytes[..MostBytes];
        return PlainText.Of(Encoding.UTF8.GetString(bytes));
    }

    /// <summary>A text of which there are few: the same string each time.</summary>
    internal string Known(TextSlice slice) => _known.Of(Bytes(slice));

    /// <summary>Where a line stands, to be remembered.</summary>
    internal LineRef Line(in Sighting sighting)
    {
        LineRef line = new(_place.File, sighting.Whole.Length, _place.FirstLine + sighting.Line, _place.Offset + sighting.Whole.At);
        _noted?.Invoke(line, Bytes(sighting.Whole));
        return line;
    }
}
