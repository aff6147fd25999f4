namespace Noroshi.Formats.Rfc3339;

/// <summary>Walks over the parts of an RFC 3339 text; each step answers whether the part was there.</summary>
internal ref struct Rfc3339Scanner(ReadOnlySpan<byte> text)
{
    private const int TickDigits = 7;
    private ReadOnlySpan<byte> _rest = text;

    internal readonly bool IsEnd => _rest.IsEmpty;

    internal bool Date(out Rfc3339Date date)
    {
        date = default;
        if (!Number(4, out var year) || !One('-') || !Number(2, out var month) || !One('-') || !Number(2, out var day)) { return false; }
        if (month is < 1 or > 12 || day < 1 || day > Rfc3339Date.DaysIn(year, month)) { return false; }
        date = new(year, month, day);
        return true;
    }

    internal bool Time(out Rfc3339Time time)
    {
        time = default;
        if (!Number(2, out var hour) || !One(':') || !Number(2, out var minute) || !One(':') || !Number(2, out var second)) { return false; }
        if (hour > 23 || minute > 59 || second > 60) { return false; }
        if (!Fraction(out var ticks, out var digits) || !Offset(out var offset, out var isKnown)) { return false; }
        time = new(hour, minute, second, ticks, digits, offset, isKnown);
        return second < 60 || time.IsLastUtcMinute;
    }

    internal bool One(char c) => Either(c, c);

    internal bool Either(char a, char b)
    {
        if (_rest.IsEmpty || (_rest[0] != a && _rest[0] != b)) { return false; }
        _rest = _rest[1..];
        return true;
    }

    private bool Number(int digits, out int value)
    {
        value = 0;
        if (_rest.Length < digits) { return false; }
        foreach (var c in _rest[..digits])
        {
            if (c is < (byte)'0' or > (byte)'9') { return false; }
            value = (value * 10) + c - '0';
        }
        _rest = _rest[digits..];
        return true;
    }

    private bool Fraction(out int ticks, out int digits)
    {
        (ticks, digits) = (0, 0);
        if (!One('.')) { return true; }
        var end = _rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = end < 0 ? _rest.Length : end;
        for (var i = 0; i < TickDigits; i++) { ticks = (ticks * 10) + (i < digits ? _rest[i] - '0' : 0); }
        _rest = _rest[digits..];
        return digits > 0;
    }

    private bool Offset(out int minutes, out bool isKnown)
    {
        (minutes, isKnown) = (0, true);
        if (Either('Z', 'z')) { return true; }
        var sign = One('+') ? 1 : One('-') ? -1 : 0;
        if (sign == 0 || !Number(2, out var hour) || !One(':') || !Number(2, out var minute) || hour > 23 || minute > 59) { return false; }
        minutes = sign * ((hour * 60) + minute);
        isKnown = sign > 0 || minutes != 0;
        return true;
    }
}
