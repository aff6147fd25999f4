namespace Noroshi.Sensor.Rules.Lines;

/// <summary>An element of a log line that rules may ask for by one of several names.</summary>
internal enum LineField : byte
{
    /// <summary>Nothing a record knows: only the line's own members can have it.</summary>
    Own,
    Method,
    Uri,
    Stem,
    Query,
    Extension,
    Version,
    Status,
    Bytes,
    Agent,
    Referer,
    Site,
    Client,
    ClientPort,
    Account,
    Actor,
    Machine,
    Program,
    Message,
    Command,
    File,
    Name,
    Sender,
    Recipient,
    Session,
}
