namespace Noroshi.Core.Trust;

/// <summary>How the upward routes (連絡経路) of a subject's source lead to an organisation.</summary>
public enum RouteReach
{
    /// <summary>They do not.</summary>
    None,

    /// <summary>Through others: operator → authority → centre.</summary>
    Onward,

    /// <summary>The source reports to it itself.</summary>
    Direct,
}
