using System.Globalization;
using Noroshi.Formats.Json;

namespace Noroshi.Core.Vocabulary;

/// <summary>Gives the reader's refusal of a JSON text a fault's shape.</summary>
public static class RefusedJson
{
    /// <summary>The refusal as a fault of the whole input, with the value <c>offset</c> (bytes from the start).</summary>
    public static Fault ToFault(this JsonRefusal refusal) =>
        new Fault(refusal.Code).With("offset", refusal.Offset.ToString(CultureInfo.InvariantCulture));
}
