using System.Collections.Frozen;

namespace Noroshi.Sensor.Logs.General;

/// <summary>What a field of a structured line is, by names products use for it.</summary>
internal enum FieldSense : byte
{
    /// <summary>A field nothing is read from.</summary>
    None,

    /// <summary>The address that connected.</summary>
    Source,

    /// <summary>An address, of whoever the object it stands in is.</summary>
    Address,

    /// <summary>The account.</summary>
    Account,

    /// <summary>What stands for the account where nothing names it better.</summary>
    AccountId,

    /// <summary>A name, of whoever the object it stands in is.</summary>
    Name,

    /// <summary>What happened, in a few words the product chose.</summary>
    Happened,

    /// <summary>How it ended.</summary>
    Result,

    /// <summary>Whether it worked.</summary>
    IsDone,

    /// <summary>A text for people.</summary>
    Message,

    /// <summary>When.</summary>
    Time,

    /// <summary>The address connected to, as packet filters have it.</summary>
    Destination,

    /// <summary>The method of a request.</summary>
    Method,

    /// <summary>The target of a request.</summary>
    Target,

    /// <summary>The status of an answer, where its name says so.</summary>
    Status,

    /// <summary>The client's own words about itself.</summary>
    Agent,
}

/// <summary>Names of fields, as products write them: <c>client_ip</c>, <c>clientIp</c> and <c>Client-IP</c> are one.</summary>
internal static class FieldNames
{
    private static readonly FrozenDictionary<WordKey, FieldSense> Names = WordKey.Table(
    [
        (FieldSense.Source, "srcip src remip remoteip remoteaddr remoteaddress remotehost rhost clientip clientipaddr clientaddr clientaddress clientipaddress sourceip sourceaddr sourceaddress sourceipaddress srcaddr srcaddress callerip calleripaddress actorip actoripaddress userip useripaddr useripaddress loginip peerip peeraddr peeraddress peername originip requestip fromip clienthost clientremoteaddr xrealip remoteipaddress logonip hostip"),
        (FieldSense.Address, "ip ipaddr ipaddress address addr ipv4 remote client peer from source"),
        (FieldSense.Account, "user usr username userlogin login loginid loginname logonname account accountname acctname userprincipalname upn alternateid principal principalname principalemail suser duser srcuser targetuser targetusername useremail actorname identity initiator loginuser authuser uname emailaddress mailaddress dstuser usernameuntrusted virtualaccount windowsaccount"),
        (FieldSense.AccountId, "userid actor email mail"),
        (FieldSense.Name, "name"),
        (FieldSense.Happened, "event events eventname eventtype eventtypename eventaction eventid action operation operationname op activity activityname type logdesc category subtype auditevent audittype eventdesc eventcode action_type method_name"),
        (FieldSense.Result, "result resultstatus resulttype outcome status eventoutcome eventstatus logonstatus loginstatus loginresult returncode statusmessage"),
        (FieldSense.IsDone, "success succeeded successful issuccess issuccessful allowed allow authenticated loginsuccess"),
        (FieldSense.Message, "msg message description displaymessage desc text detail details info reason error err log"),
        (FieldSense.Time, "time timestamp ts date datetime eventtime published createdat creationtime createdon isotimestamp eventtimestamp occurredat logtime when createddate"),
        (FieldSense.Method, "method requestmethod httpmethod verb"),
        (FieldSense.Target, "path uri url requesturi requestpath requesturl requestline"),
        (FieldSense.Status, "statuscode responsestatus httpstatus httpstatuscode responsecode httpcode"),
        (FieldSense.Agent, "useragent httpuseragent ua"),
        (FieldSense.Destination, "dst dstip destination destip dstaddr dest destinationip destinationaddr daddr destinationaddress"),
    ]);

    private static readonly FrozenDictionary<WordKey, bool> Others = WordKey.Table(
    [
        (true, "host server agent manager observer destination dest dst dstendpoint local target node device authdevice auth_device resource origin cluster pod gateway"),
    ]);

    /// <summary>What a field is.</summary>
    internal static FieldSense Of(ReadOnlySpan<byte> name)
    {
        Span<byte> plain = stackalloc byte[WordKey.MaxBytes];
        var length = 0;
        foreach (var one in name)
        {
            if (one is (byte)'_' or (byte)'-' or (byte)' ' or (byte)'@' or (byte)'.') continue;
            if (length == WordKey.MaxBytes) return FieldSense.None;
            plain[length++] = one;
        }
        return WordKey.TryOf(plain[..length], out var key) && Names.TryGetValue(key, out var sense) ? sense : FieldSense.None;
    }

    /// <summary>Whether an object of a name is about somebody else than who connected.</summary>
    internal static bool IsOther(ReadOnlySpan<byte> name) => WordKey.TryOf(name, out var key) && Others.ContainsKey(key);
}
