namespace Noroshi.Sensor.Logs.General;

/// <summary>What a message says of a log-in, gathered word by word or field by field.</summary>
internal ref struct Said
{
    /// <summary>All that was said.</summary>
    internal Sense Sense;

    /// <summary>The address that connected; empty when none, or two could be meant.</summary>
    internal ReadOnlySpan<byte> Source;

    /// <summary>Its port, or -1.</summary>
    internal int Port;

    /// <summary>The account tried.</summary>
    internal ReadOnlySpan<byte> Account;

    /// <summary>Where in the message the source stands, or -1.</summary>
    internal int SourceAt;

    /// <summary>Where in the message the account stands, or -1.</summary>
    internal int AccountAt;

    /// <summary>Whether two addresses could be meant, so that neither is told.</summary>
    internal bool IsAmbiguous;

    public Said()
    {
        Port = -1;
        SourceAt = -1;
        AccountAt = -1;
    }

    /// <summary>Whether it is about a log-in that worked or did not, and about nothing else.</summary>
    internal readonly bool IsLogin => (Sense & Sense.Veto) == 0 && (Sense & Sense.Login) != 0 && (Sense & (Sense.Fail | Sense.Done)) is Sense.Fail or Sense.Done;

    /// <summary>Keeps an address as the source.</summary>
    internal void SetSource(ReadOnlySpan<byte> address, int port, int at)
    {
        Source = address;
        Port = port;
        SourceAt = at;
    }

    /// <summary>Keeps a name as the account.</summary>
    internal void SetAccount(ReadOnlySpan<byte> name, int at)
    {
        Account = name;
        AccountAt = at;
    }

    /// <summary>Tells neither source nor account, since two could be meant.</summary>
    internal void Forget()
    {
        SetSource([], -1, SourceAt);
        SetAccount([], AccountAt);
        IsAmbiguous = true;
    }

    /// <summary><c>bob@192.0.2.7</c>, where that is known to be the source: a name and where it came from.</summary>
    private static ReadOnlySpan<byte> WithoutSource(ReadOnlySpan<byte> account, ReadOnlySpan<byte> source)
    {
        if (source.IsEmpty || account.Length <= source.Length + 1 || !account.EndsWith(source)) return account;
        var name = account[..^(source.Length + 1)];
        return account[name.Length] is (byte)'@' or (byte)'/' ? name : account;
    }

    /// <summary>Puts it into a record.</summary>
    internal readonly void Tell(scoped ref LogRecord record)
    {
        record.Kind = RecordKind.Login;
        record.Outcome = (Sense & Sense.Fail) != 0 ? Outcome.Failure : Outcome.Success;
        record.Reason = record.Outcome == Outcome.Success ? FailureReason.None
            : (Sense & Sense.Unknown) != 0 ? FailureReason.UnknownAccount
            : (Sense & Sense.Barred) != 0 ? FailureReason.NotAllowed
            : FailureReason.WrongSecret;
        if (!Source.IsEmpty)
        {
            record.Source = Source;
            record.SourcePort = Port;
        }
        if (!Account.IsEmpty) record.Account = WithoutSource(Account, record.Source);
    }
}
