namespace Noroshi.Core.Network;

/// <summary>One step of a way (連絡経路) along which reports go up or alerts come down.</summary>
/// <param name="From">Key of the organisation that sends.</param>
/// <param name="To">Key of the organisation that receives.</param>
/// <param name="Direction">Up for reports, down for alerts.</param>
/// <param name="Mode">Whether what is sent is its own, or passed on for another.</param>
public sealed record Route(string From, string To, RouteDirection Direction, RouteMode Mode)
{
    /// <summary>The directions with the words files use.</summary>
    public static IReadOnlyList<(string Word, RouteDirection Direction)> Directions { get; } = [("up", RouteDirection.Up), ("down", RouteDirection.Down)];

    /// <summary>The modes with the words files use.</summary>
    public static IReadOnlyList<(string Word, RouteMode Mode)> Modes { get; } = [("direct", RouteMode.Direct), ("relay", RouteMode.Relay)];
}

/// <summary>Which way.</summary>
public enum RouteDirection
{
    /// <summary>情報連絡: reports, from operators to authorities to the centre.</summary>
    Up,

    /// <summary>情報提供: alerts, from the centre to those concerned.</summary>
    Down,
}

/// <summary>Whose words travel.</summary>
public enum RouteMode
{
    /// <summary>直接: the sender's own.</summary>
    Direct,

    /// <summary>中継: another's, passed on.</summary>
    Relay,
}
