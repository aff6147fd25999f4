namespace Noroshi.Sensor.Rules.Lines;

/// <summary>Why a rule fired at a line, or not.</summary>
public enum RuleAnswer
{
    /// <summary>It fired.</summary>
    Fired,

    /// <summary>It is written for other logs.</summary>
    OtherLog,

    /// <summary>None of the texts stands there without which it cannot fire.</summary>
    NoText,

    /// <summary>Such a text stands there, or none is needed; its condition does not hold.</summary>
    ConditionFalse,
}
