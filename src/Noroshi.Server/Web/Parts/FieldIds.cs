namespace Noroshi.Server.Web.Parts;

/// <summary>The names by which a control points at its hint and its faults.</summary>
internal static class FieldIds
{
    internal static string? DescribedBy(string path, string? hint, bool hasError)
    {
        var id = FormFaults.IdOf(path);
        return (hint, hasError) switch
        {
            (not null, true) => $"{id}-hint {id}-error",
            (not null, false) => $"{id}-hint",
            (null, true) => $"{id}-error",
            _ => null,
        };
    }
}
