namespace Noroshi.Sensor.Logs.General;

/// <summary>Gathers the fields of a structured line, whatever its syntax, into what they say of a log-in.</summary>
internal ref struct Fields
{
    private Said _said;
    private Said _message;
    private Sense _happened;
    private Sense _result;
    private bool _isWeakSource;
    private bool _isWeakAccount;
    private bool _isRefused;
    private bool _isPassed;
    private bool _hasDestination;
    private ReadOnlySpan<byte> _time;
    private ReadOnlySpan<byte> _method;
    private ReadOnlySpan<byte> _target;
    private ReadOnlySpan<byte> _agent;
    private int _status;

    public Fields()
    {
        _said = new();
        _message = new();
    }

    /// <summary>Whether two fields name different addresses, so that neither is told. Only where a field's text may have made another: quotes that are not escaped, or none.</summary>
    internal bool IsAmbiguous { get; private set; }

    /// <summary>Whether fields can be forged by the text of another.</summary>
    internal bool IsOpen { get; init; }

    /// <summary>The account as it was said first.</summary>
    internal readonly bool HasAccount => !_said.Account.IsEmpty;

    internal void Add(FieldSense sense, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value.SequenceEqual("-"u8)) return;
        switch (sense)
        {
            case FieldSense.Source or FieldSense.Address: AddSource(value, sense == FieldSense.Address); break;
            case FieldSense.Account: AddAccount(value, isWeak: false); break;
            case FieldSense.AccountId: AddAccount(value, isWeak: true); break;
            case FieldSense.Happened: AddHappened(value); break;
            case FieldSense.Result:
                _result |= GeneralWords.OfName(value);
                goto case FieldSense.Status;
            case FieldSense.Status: _status = value.Length == 3 && LineScan.TryNumber(value, out var status) ? (int)status : _status; break;
            case FieldSense.Method: _method = value; break;
            case FieldSense.Target when _target.IsEmpty: _target = value; break;
            case FieldSense.Agent: _agent = value; break;
            case FieldSense.IsDone: _result |= value.SequenceEqual("true"u8) || value.SequenceEqual("True"u8) ? Sense.Done : value.SequenceEqual("false"u8) || value.SequenceEqual("False"u8) ? Sense.Fail : Sense.None; break;
            case FieldSense.Message when !_message.IsLogin:
                Said one = new();
                if (Sentence.TryPhrase(value, ref one)) _message = one;
                break;
            case FieldSense.Time when _time.IsEmpty: _time = value; break;
            case FieldSense.Destination: _hasDestination |= LineScan.TryAddress(value, out _, out _) || value.ContainsAnyInRange((byte)'0', (byte)'9'); break;
            default: break;
        }
    }

    private void AddSource(ReadOnlySpan<byte> value, bool isWeak)
    {
        if (value.IndexOf((byte)',') is > 0 and var comma) value = value[..comma];
        if (value is [(byte)'/', ..]) value = value[1..];
        // SonicWall: "192.0.2.7:51234:X1".
        if (!LineScan.TryAddress(value, out var address, out var port) && (value.LastIndexOf((byte)':') is not (> 0 and var cut) || !LineScan.TryAddress(value[..cut], out address, out port))) return;
        if (!_said.Source.IsEmpty && !_said.Source.SequenceEqual(address))
        {
            if (IsOpen && HasAccount) IsAmbiguous = true;
            if (isWeak || !_isWeakSource) return;
        }
        else if (!_said.Source.IsEmpty && port < 0)
        {
            return;
        }
        _said.SetSource(address, port, 0);
        _isWeakSource = isWeak;
    }

    private void AddAccount(ReadOnlySpan<byte> value, bool isWeak)
    {
        if ((!_said.Account.IsEmpty && (isWeak || !_isWeakAccount)) || GeneralWords.IsNobody(value)) return;
        // Whoever has no number yet is nobody.
        if (isWeak && value is [(byte)'0']) return;
        _said.Account = value;
        _isWeakAccount = isWeak;
    }

    private void AddHappened(ReadOnlySpan<byte> value)
    {
        var sense = GeneralWords.OfName(value);
        _happened |= sense;
        var verdict = GeneralWords.Verdict(value);
        _isRefused |= verdict == Outcome.Failure;
        _isPassed |= verdict == Outcome.Success;
    }

    /// <summary>Puts what was gathered into a record.</summary>
    /// <returns>Whether it is a log-in with its outcome, or a packet filter's verdict.</returns>
    internal bool TryTell(LogContext context, scoped ref LogRecord record)
    {
        var result = _result & (Sense.Fail | Sense.Done);
        var ended = _happened & (Sense.Fail | Sense.Done);
        var said = _said;
        said.Sense = (_happened & (Sense.Login | Sense.Veto | Sense.Barred | Sense.Unknown)) | (ended is Sense.Fail ? Sense.Fail : result != Sense.None ? result : ended);
        if (_message.IsLogin && !said.IsLogin && (said.Sense & Sense.Veto) == 0) said.Sense = _message.Sense;
        else if ((said.Sense & Sense.Fail) != 0) said.Sense |= _message.Sense & (Sense.Unknown | Sense.Barred);
        if (said.Source.IsEmpty && !_message.Source.IsEmpty) said.SetSource(_message.Source, _message.Port, 0);
        if (said.Account.IsEmpty) said.Account = _message.Account;
        if (IsAmbiguous) said.Forget();
        SetTime(context, ref record);
        if (said.IsLogin && (IsAmbiguous || !said.Source.IsEmpty || !said.Account.IsEmpty))
        {
            said.Tell(ref record);
            return true;
        }
        if (IsRequest)
        {
            TellRequest(said, ref record);
            return true;
        }
        if (!_hasDestination || said.Source.IsEmpty || _isRefused == _isPassed) return false;
        record.Kind = RecordKind.Alarm;
        record.Outcome = _isRefused ? Outcome.Failure : Outcome.Success;
        record.Reason = _isRefused ? FailureReason.Blocked : FailureReason.None;
        record.Source = said.Source;
        record.SourcePort = said.Port;
        if (!said.Account.IsEmpty) record.Account = said.Account;
        return true;
    }

    /// <summary>Whether it is a request of the web: of one without a status or an address nothing can be said.</summary>
    private readonly bool IsRequest => _status is >= 100 and < 600 && !_said.Source.IsEmpty && _target is [(byte)'/', ..] or [(byte)'h', (byte)'t', (byte)'t', (byte)'p', ..] && _method.Length is >= 3 and <= 10 && _method.IndexOfAnyExceptInRange((byte)'A', (byte)'Z') < 0;

    private readonly void TellRequest(scoped in Said said, scoped ref LogRecord record)
    {
        record.Kind = RecordKind.Request;
        record.Outcome = _status is >= 200 and < 400 ? Outcome.Success : _status >= 400 ? Outcome.Failure : Outcome.Unknown;
        record.Operation = _method;
        record.Target = _target;
        record.UserAgent = _agent;
        record.Status = _status;
        record.Source = said.Source;
        record.SourcePort = said.Port;
        if (!said.Account.IsEmpty) record.Account = said.Account;
    }

    private readonly void SetTime(LogContext context, scoped ref LogRecord record)
    {
        if (record.Time != LogRecord.NoTime || _time.IsEmpty) return;
        if (!Json.JsonTime.TryRead(_time, context.Clock, out record.Time)) Patterns.PatternHead.TryFindTime(_time, context.Clock, out record.Time);
    }
}
