using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Content;

/// <summary>Executes the examples a content file carries: each is an <c>input</c> mapping and the <c>expected</c> answer as text.</summary>
internal static class ExampleRunner
{
    /// <summary>Runs every example; a file without examples is a fault, so that nothing ships unproven.</summary>
    internal static void Run(FieldReader fields, Func<FieldReader, string> answer)
    {
        var count = 0;
        foreach (var example in fields.Items("examples"))
        {
            count++;
            var expected = example.Words("expected");
            if (example.Within("input") is not { } input) example.Missing("input");
            else
            {
                var actual = answer(input);
                if (actual != string.Join(',', expected)) example.Faults.Add(example.Bad("NRS-C019").With("expected", string.Join(',', expected)).With("actual", actual));
                input.End();
            }
            example.End();
        }
        if (count == 0) fields.Missing("examples");
    }

    internal static void RefuseDuplicates(FieldReader fields, string key, IEnumerable<string> ids)
    {
        foreach (var twice in ids.GroupBy(i => i, StringComparer.Ordinal).Where(g => g.Count() > 1)) fields.Faults.Add(fields.Bad("NRS-C018", key).With("value", twice.Key));
    }
}
