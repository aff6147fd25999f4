namespace Noroshi.Formats.Cef;

/// <summary>Whether a line is a CEF message, and if not, why.</summary>
public enum CefOutcome
{
    /// <summary>The line is a message.</summary>
    Valid,

    /// <summary>There is no <c>CEF:</c> with a version and a pipe behind it.</summary>
    NotCef,

    /// <summary>The version is neither 0 nor 1.</summary>
    UnknownVersion,

    /// <summary>The header ends before its seventh pipe.</summary>
    HeaderCutOff,
}
