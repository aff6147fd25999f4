using System.Text;

namespace Noroshi.Sensor.Logs.Patterns;

/// <summary>Reads the written form of a pattern: literal text and <c>&lt;field&gt;</c> or <c>&lt;field:shape&gt;</c>; <c>&lt;&lt;</c> is a literal <c>&lt;</c>.</summary>
/// <remarks>
/// Fields: source, port, account, actor, target, site, host, session, operation, agent, sender, time, status, bytes, count; without a meaning: word, number, own, text; and head, only first.
/// Shapes: word, quoted, audit, host, text, own; every field has its own otherwise. What is wrong comes back as a stable code.
/// </remarks>
public sealed class PatternText
{
    private static readonly Dictionary<string, (PatternField Field, PatternShape Shape)> Fields = new(StringComparer.Ordinal)
    {
        ["source"] = (PatternField.Source, PatternShape.Address), ["port"] = (PatternField.Port, PatternShape.Number), ["account"] = (PatternField.Account, PatternShape.Peer),
        ["actor"] = (PatternField.Actor, PatternShape.Peer), ["target"] = (PatternField.Target, PatternShape.Peer), ["site"] = (PatternField.Site, PatternShape.Word),
        ["host"] = (PatternField.Host, PatternShape.Word), ["session"] = (PatternField.Session, PatternShape.Word), ["operation"] = (PatternField.Operation, PatternShape.Word),
        ["agent"] = (PatternField.Agent, PatternShape.Peer), ["sender"] = (PatternField.Sender, PatternShape.Peer), ["time"] = (PatternField.Time, PatternShape.Time),
        ["status"] = (PatternField.Status, PatternShape.Number), ["bytes"] = (PatternField.Bytes, PatternShape.Number), ["count"] = (PatternField.Count, PatternShape.Number),
        ["word"] = (PatternField.None, PatternShape.Word), ["number"] = (PatternField.None, PatternShape.Number), ["own"] = (PatternField.None, PatternShape.Own), ["text"] = (PatternField.None, PatternShape.Peer),
        ["address"] = (PatternField.None, PatternShape.Address),
    };

    private static readonly Dictionary<string, PatternShape> Shapes = new(StringComparer.Ordinal)
    {
        ["word"] = PatternShape.Word, ["quoted"] = PatternShape.Quoted, ["audit"] = PatternShape.Audit, ["host"] = PatternShape.HostOrAddress, ["text"] = PatternShape.Peer, ["own"] = PatternShape.Own,
    };

    private readonly List<PatternPiece> _pieces = [];
    private readonly StringBuilder _literal = new();
    private readonly string _text;
    private bool _hasHead;

    private PatternText(string text) => _text = text;

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern as written.</param>
    /// <param name="make">Makes the pattern from the parts, adding what it means.</param>
    /// <param name="fault">The code of what is wrong, NRS-L001 to NRS-L007, or null.</param>
    /// <returns>The pattern, or null.</returns>
    public static LogPattern? Read(string text, Func<PatternParts, LogPattern> make, out string? fault)
    {
        var reader = new PatternText(text);
        fault = text.Length is 0 or > LogPattern.MaxLength ? "NRS-L007" : reader.ReadPieces() ?? reader.Check();
        return fault is null ? make(new(text, reader._hasHead, reader.Segments(out var frees), frees)) : null;
    }

    private string? ReadPieces()
    {
        for (var i = 0; i < _text.Length; i++)
        {
            if (_text[i] != '<' || _text.AsSpan(i).StartsWith("<<", StringComparison.Ordinal))
            {
                _literal.Append(_text[i]);
                if (_text[i] == '<') i++;
                continue;
            }
            var close = _text.IndexOf('>', i);
            if (close < 0) return "NRS-L001";
            if (Capture(_text[(i + 1)..close], i) is { } fault) return fault;
            i = close;
        }
        EndLiteral();
        return null;
    }

    private string? Capture(string name, int at)
    {
        EndLiteral();
        if (name == "head")
        {
            _hasHead = true;
            return at == 0 ? null : "NRS-L004";
        }
        var cut = name.Split(':', 2);
        if (!Fields.TryGetValue(cut[0], out var field)) return "NRS-L002";
        var shape = field.Shape;
        if (cut.Length == 2 && !Shapes.TryGetValue(cut[1], out shape)) return "NRS-L003";
        if (shape == PatternShape.HostOrAddress && field.Field != PatternField.Source) return "NRS-L003";
        if (field.Field != PatternField.None && _pieces.Exists(p => p.Field == field.Field)) return "NRS-L006";
        _pieces.Add(new(shape, field.Field, []));
        return null;
    }

    private void EndLiteral()
    {
        if (_literal.Length > 0) _pieces.Add(new(PatternShape.Literal, PatternField.None, Encoding.UTF8.GetBytes(_literal.ToString())));
        _literal.Clear();
    }

    /// <summary>A capture's end must be findable: it ends by itself, or a literal follows it, or the end of the line; what the set is searched by must be there.</summary>
    private string? Check()
    {
        if (_pieces.Count == 0 || (_hasHead && _pieces[0].Shape != PatternShape.Literal)) return "NRS-L004";
        for (var i = 1; i < _pieces.Count; i++)
        {
            var isFound = _pieces[i - 1].Shape == PatternShape.Literal || _pieces[i].Shape == PatternShape.Literal || (!_pieces[i - 1].IsFree && _pieces[i].IsFree);
            if (!isFound) return "NRS-L004";
        }
        return _pieces.Exists(p => p.Text.Length >= LogPatterns.KeyBytes) ? null : "NRS-L005";
    }

    private PatternPiece[][] Segments(out PatternPiece[] frees)
    {
        List<PatternPiece[]> segments = [];
        List<PatternPiece> between = [];
        List<PatternPiece> current = [];
        foreach (var piece in _pieces)
        {
            if (!piece.IsFree)
            {
                current.Add(piece);
                continue;
            }
            segments.Add([.. current]);
            between.Add(piece);
            current.Clear();
        }
        segments.Add([.. current]);
        frees = [.. between];
        return [.. segments];
    }
}
