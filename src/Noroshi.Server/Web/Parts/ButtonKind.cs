namespace Noroshi.Server.Web.Parts;

/// <summary>How loud a button is. A page has one of the first kind.</summary>
public enum ButtonKind
{
    /// <summary>The one thing to do here.</summary>
    First,

    /// <summary>Another thing one can do.</summary>
    Second,

    /// <summary>Quiet: a way back, a detail.</summary>
    Quiet,
}
