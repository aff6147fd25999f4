namespace Noroshi.Sensor.Detectors.Web.Knowledge;

/// <summary>The part of a request a term looks at, decoded and in lower case.</summary>
public enum WebPart
{
    /// <summary>The path, <c>cs-uri-stem</c>.</summary>
    Path,

    /// <summary>What follows the question mark, <c>cs-uri-query</c>.</summary>
    Query,

    /// <summary>Path and query, <c>cs-uri</c>.</summary>
    Target,

    /// <summary>User-Agent, <c>cs-user-agent</c>.</summary>
    Agent,

    /// <summary>Referer, <c>cs-referer</c>.</summary>
    Referer,
}

/// <summary>How a value is compared.</summary>
public enum WebMatch
{
    /// <summary>It occurs anywhere.</summary>
    Contains,

    /// <summary>The part begins with it.</summary>
    StartsWith,

    /// <summary>The part ends with it.</summary>
    EndsWith,

    /// <summary>It is all of the part.</summary>
    Equals,
}
