using System.Globalization;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Commands;

/// <summary>Prints faults for a person at a terminal: place, code, what is wrong, what to do.</summary>
internal static class ConsoleFaults
{
    // In the order in which POSIX lets them decide (XBD 8.2).
    private static readonly string[] _localeVariables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    internal static void Print(IEnumerable<Fault> faults)
    {
        Texts texts = Texts.Load([typeof(Fault).Assembly, typeof(ConsoleFaults).Assembly]);
        Language language = Speaks();
        foreach (Fault fault in faults)
        {
            (string, string)[] values = [.. fault.Values.Select(v => (v.Key, v.Value))];
            string place = fault.At is { } at ? string.Create(CultureInfo.InvariantCulture, $"{at.File}:{at.Line}:{at.Column}: ") : fault.Path.Length > 0 ? fault.Path + ": " : "";
            Console.Error.WriteLine($"{place}{fault.Code} {texts.Of(language, "fault." + fault.Code, values)}");
            Console.Error.WriteLine("    " + texts.Of(language, $"fault.{fault.Code}.remedy", values));
        }
    }

    /// <summary>The terminal's language: Japanese when LC_ALL, LC_MESSAGES or LANG says so.</summary>
    internal static Language Speaks() =>
        _localeVariables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => !string.IsNullOrEmpty(v))
            ?.StartsWith("ja", StringComparison.OrdinalIgnoreCase) == true ? Language.Ja : Language.En;
}
