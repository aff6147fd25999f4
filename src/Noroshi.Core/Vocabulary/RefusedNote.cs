using System.Globalization;
using Noroshi.Formats.SignedNote;

namespace Noroshi.Core.Vocabulary;

/// <summary>Gives the refusal of a signed note or receipt a fault's shape.</summary>
public static class RefusedNote
{
    /// <summary>The refusal as a fault; its path is the line, such as <c>line 4</c>, or empty when it concerns the whole.</summary>
    public static Fault ToFault(this NoteRefusal refusal) =>
        new(refusal.Code, refusal.Line == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"line {refusal.Line}"));
}
