namespace Noroshi.Sensor.Logs.General;

/// <summary>What a word of a log-in message contributes.</summary>
[Flags]
internal enum Sense : ushort
{
    /// <summary>A word such messages are not made of.</summary>
    None = 0,

    /// <summary>It is about a log-in.</summary>
    Login = 1,

    /// <summary>It did not work.</summary>
    Fail = 2,

    /// <summary>It worked.</summary>
    Done = 4,

    /// <summary>Turns what worked into what did not.</summary>
    Not = 8,

    /// <summary>Says nothing.</summary>
    Filler = 16,

    /// <summary>The account follows.</summary>
    Account = 32,

    /// <summary>The source follows.</summary>
    Source = 64,

    /// <summary>An account may have this name.</summary>
    Name = 128,

    /// <summary>Means a log-in only together with <c>in</c> or <c>on</c>: <c>logged</c>, <c>sign</c>.</summary>
    Verb = 256,

    /// <summary>Completes such a verb.</summary>
    In = 512,

    /// <summary>Means something only after a negation: <c>found</c>, <c>correct</c>.</summary>
    IfNot = 1024,

    /// <summary>The account does not exist.</summary>
    Unknown = 2048,

    /// <summary>The account may not.</summary>
    Barred = 4096,

    /// <summary>One thing more that may be any word: <c>via winbox</c>.</summary>
    Means = 8192,

    /// <summary>What is said is about something else: a page, a counter, a setting, a log-out.</summary>
    Veto = 16384,
}
