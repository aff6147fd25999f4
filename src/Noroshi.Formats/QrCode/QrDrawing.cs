namespace Noroshi.Formats.QrCode;

/// <summary>Places fixed patterns and codewords in the square and picks the mask that scans best.</summary>
/// <remarks>ISO/IEC 18004 sections 6.3, 7.7 to 7.10.</remarks>
internal sealed class QrDrawing
{
    private const int LevelM = 0b00;
    private readonly int _version;
    private readonly int _size;
    private readonly bool[,] _dark;
    private readonly bool[,] _isFixed;

    private QrDrawing(int version)
    {
        _version = version;
        _size = QrCapacity.Size(version);
        _dark = new bool[_size, _size];
        _isFixed = new bool[_size, _size];
    }

    internal static QrSymbol Draw(int version, byte[] codewords)
    {
        var drawing = new QrDrawing(version);
        drawing.Fixed();
        drawing.Place(codewords);
        var best = Enumerable.Range(0, 8).Select(drawing.Masked).MinBy(QrPenalty.Of)!;
        return new(best);
    }

    private void Set(int x, int y, bool isDark)
    {
        _dark[y, x] = isDark;
        _isFixed[y, x] = true;
    }

    private void Fixed()
    {
        for (var i = 0; i < _size; i++)
        {
            Set(6, i, i % 2 == 0);
            Set(i, 6, i % 2 == 0);
        }
        Finder(3, 3);
        Finder(_size - 4, 3);
        Finder(3, _size - 4);
        Alignments();
        Format(_dark, mask: 0, isReserving: true);
        Version();
    }

    private void Finder(int centreX, int centreY)
    {
        for (var dy = -4; dy <= 4; dy++)
        {
            for (var dx = -4; dx <= 4; dx++)
            {
                var (x, y, ring) = (centreX + dx, centreY + dy, Math.Max(Math.Abs(dx), Math.Abs(dy)));
                if (x >= 0 && x < _size && y >= 0 && y < _size) { Set(x, y, ring is not 2 and not 4); }
            }
        }
    }

    private void Alignments()
    {
        var centres = QrCapacity.Alignments(_version);
        foreach (var x in centres)
        {
            foreach (var y in centres)
            {
                // Three of the corners belong to the finders.
                if ((x == 6 && y == 6) || (x == 6 && y == _size - 7) || (x == _size - 7 && y == 6)) { continue; }
                for (var dy = -2; dy <= 2; dy++)
                {
                    for (var dx = -2; dx <= 2; dx++) { Set(x + dx, y + dy, Math.Max(Math.Abs(dx), Math.Abs(dy)) != 1); }
                }
            }
        }
    }

    // 15 bits twice: level and mask with a BCH(15,5) code (section 7.9), and the module that is always dark.
    private void Format(bool[,] target, int mask, bool isReserving)
    {
        var data = (LevelM << 3) | mask;
        var rest = data;
        for (var i = 0; i < 10; i++) { rest = (rest << 1) ^ ((rest >> 9) * 0x537); }
        var bits = ((data << 10) | rest) ^ 0x5412;
        for (var i = 0; i < 15; i++)
        {
            var isDark = ((bits >> i) & 1) != 0;
            var (x1, y1) = i < 6 ? (8, i) : i < 8 ? (8, i + 1) : i == 8 ? (7, 8) : (14 - i, 8);
            var (x2, y2) = i < 8 ? (_size - 1 - i, 8) : (8, _size - 15 + i);
            target[y1, x1] = target[y2, x2] = isDark;
            if (isReserving) { _isFixed[y1, x1] = _isFixed[y2, x2] = true; }
        }
        target[_size - 8, 8] = true;
        _isFixed[_size - 8, 8] = true;
    }

    // 18 bits twice from version 7 on: the version with a BCH(18,6) code (section 7.10).
    private void Version()
    {
        if (_version < 7) { return; }
        var rest = _version;
        for (var i = 0; i < 12; i++) { rest = (rest << 1) ^ ((rest >> 11) * 0x1F25); }
        var bits = (_version << 12) | rest;
        for (var i = 0; i < 18; i++)
        {
            var (near, far) = (i / 3, _size - 11 + (i % 3));
            Set(far, near, ((bits >> i) & 1) != 0);
            Set(near, far, ((bits >> i) & 1) != 0);
        }
    }

    // Two columns at a time from the right, up and down in turn, leaving out the vertical timing pattern.
    private void Place(byte[] codewords)
    {
        var bit = 0;
        for (var right = _size - 1; right >= 1; right -= 2)
        {
            if (right == 6) { right = 5; }
            var isUpwards = ((right + 1) & 2) == 0;
            for (var step = 0; step < _size; step++)
            {
                var y = isUpwards ? _size - 1 - step : step;
                for (var x = right; x > right - 2; x--)
                {
                    if (_isFixed[y, x] || bit >= codewords.Length * 8) { continue; }
                    _dark[y, x] = ((codewords[bit / 8] >> (7 - (bit % 8))) & 1) != 0;
                    bit++;
                }
            }
        }
    }

    private bool[,] Masked(int mask)
    {
        var masked = (bool[,])_dark.Clone();
        for (var y = 0; y < _size; y++)
        {
            for (var x = 0; x < _size; x++) { masked[y, x] ^= !_isFixed[y, x] && Flips(mask, x, y); }
        }
        Format(masked, mask, isReserving: false);
        return masked;
    }

    private static bool Flips(int mask, int x, int y) => mask switch
    {
        0 => (x + y) % 2 == 0,
        1 => y % 2 == 0,
        2 => x % 3 == 0,
        3 => (x + y) % 3 == 0,
        4 => ((x / 3) + (y / 2)) % 2 == 0,
        5 => (x * y % 2) + (x * y % 3) == 0,
        6 => ((x * y % 2) + (x * y % 3)) % 2 == 0,
        _ => (((x + y) % 2) + (x * y % 3)) % 2 == 0,
    };
}
