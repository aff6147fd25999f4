using System.Text;

namespace Noroshi.Sensor.Detectors;

/// <summary>Strings of texts of which a log has few: machines, services, sites. The last one asked for is found without looking; of too many, later ones are made anew.</summary>
internal sealed class KnownTexts
{
    private const int Most = 4096;

    private readonly Dictionary<ulong, string> _texts = [];
    private ulong _lastKey;
    private string _last = "";

    internal string Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return "";
        if (bytes.Length > 128) bytes = bytes[..128];
        var key = Keys.Of(bytes, 0);
        if (key == _lastKey) return _last;
        if (!_texts.TryGetValue(key, out var text))
        {
            text = PlainText.Of(Encoding.UTF8.GetString(bytes));
            if (_texts.Count < Most) _texts.Add(key, text);
        }
        (_lastKey, _last) = (key, text);
        return text;
    }
}
