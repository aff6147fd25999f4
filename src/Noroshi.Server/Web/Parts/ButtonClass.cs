namespace Noroshi.Server.Web.Parts;

/// <summary>The style names of buttons.</summary>
internal static class ButtonClass
{
    internal static string Of(ButtonKind kind, bool isSmall, bool isBig) =>
        "button"
        + kind switch { ButtonKind.Second => " button-second", ButtonKind.Quiet => " button-quiet", _ => "" }
        + (isSmall ? " button-small" : "")
        + (isBig ? " button-big" : "");
}
