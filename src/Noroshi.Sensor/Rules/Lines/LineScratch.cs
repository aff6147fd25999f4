using System.Buffers;
using System.Buffers.Text;
using Noroshi.Sensor.Detectors.Web.Decoding;

namespace Noroshi.Sensor.Rules.Lines;

/// <summary>Room that one thread needs to show lines to rules: decoded texts, the line's own members, numbers written out. Reused from line to line.</summary>
internal sealed class LineScratch(FieldTable fields)
{
    private static readonly SearchValues<byte> Encoded = SearchValues.Create("%+\\&"u8);

    private readonly Decoded _target = new();
    private readonly Decoded _agent = new();
    private readonly Decoded _referer = new();
    private readonly byte[] _digits = new byte[32];

    /// <summary>Members the line names itself.</summary>
    internal EventFields Own { get; } = new(fields);

    internal void Begin()
    {
        Own.Clear();
        _target.IsDone = _agent.IsDone = _referer.IsDone = false;
    }

    /// <summary>The target decoded; empty when that changes nothing.</summary>
    internal ReadOnlySpan<byte> Target(ReadOnlySpan<byte> raw) => _target.Of(raw, LineField.Uri);

    internal ReadOnlySpan<byte> Agent(ReadOnlySpan<byte> raw) => _agent.Of(raw, LineField.Agent);

    internal ReadOnlySpan<byte> Referer(ReadOnlySpan<byte> raw) => _referer.Of(raw, LineField.Referer);

    /// <summary>A number as text, until the next one is asked for.</summary>
    internal ReadOnlySpan<byte> Digits(long number)
    {
        Utf8Formatter.TryFormat(number, _digits, out var written);
        return _digits.AsSpan(0, written);
    }

    private sealed class Decoded
    {
        private readonly TextDecoder _decoder = new();
        private bool _isOther;

        internal bool IsDone { get; set; }

        internal ReadOnlySpan<byte> Of(ReadOnlySpan<byte> raw, LineField field)
        {
            if (!IsDone)
            {
                IsDone = true;
                _isOther = raw.ContainsAny(Encoded);
                if (_isOther && field == LineField.Uri) _decoder.DecodeTarget(raw);
                else if (_isOther) _decoder.Decode(raw, isQuery: field == LineField.Referer);
                _isOther = _isOther && !raw.SequenceEqual(_decoder.Cased);
            }
            return _isOther ? _decoder.Cased : [];
        }
    }
}
