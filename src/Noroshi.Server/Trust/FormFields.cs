namespace Noroshi.Server.Trust;

/// <summary>Fields of a posted form as text, never null, never longer than anything we ask for, never with a NUL (which PostgreSQL does not store).</summary>
internal static class FormFields
{
    private const int Longest = 10_000;

    internal static string Text(this IFormCollection form, string name) =>
        form[name].ToString() is var text && text.Length <= Longest && !text.Contains('\0', StringComparison.Ordinal) ? text : "";
}
