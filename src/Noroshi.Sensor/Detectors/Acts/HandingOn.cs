namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>How many of a group of strangers had mail handed on, and whether that is what the server is there for.</summary>
/// <param name="Strangers">All of the group whose mail was taken.</param>
/// <param name="HandedOn">Those of whom some was handed on to other networks.</param>
/// <param name="Relaying">Those of whom as much was handed on as of somebody who misuses the server.</param>
internal readonly record struct HandingOn(int Strangers, int HandedOn, int Relaying)
{
    private const int Enough = 10;

    /// <summary>
    /// A gateway hands on the mail of most strangers, and so does the outgoing server of a network with public addresses for that network: many send a little.
    /// Those who misuse a server are few among its strangers, or all of them send much.
    /// </summary>
    internal bool IsItsTask => HandedOn >= Enough && 3 * HandedOn > Strangers && 2 * Relaying < HandedOn;

    internal HandingOn With(bool isHandedOn, bool isRelaying) => new(Strangers + 1, HandedOn + (isHandedOn ? 1 : 0), Relaying + (isRelaying ? 1 : 0));
}
