using Noroshi.Core.Content.Sigma;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Rules;
using Noroshi.Sensor.Rules.Lines;
using Noroshi.Sensor.Rules.Modifiers;

namespace Noroshi.Core.Content;

/// <summary>The Sigma rules of <c>content/detectors</c>: every file there that is no <see cref="Behaviour"/>. Ours go through the door a user's go through, and must have a key <c>noroshi</c> too.</summary>
public static class DetectorRules
{
    /// <summary>Reads all rules among content files; others are left alone.</summary>
    /// <param name="files">Content files; a later one of the same path replaces an earlier one.</param>
    /// <param name="rsit">The taxonomy their classification is checked against; null leaves it unchecked.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static RuleBook Read(IEnumerable<ContentFile> files, Taxonomy? rsit, ICollection<Fault> faults)
    {
        SortedDictionary<string, ContentFile> current = new(StringComparer.Ordinal);
        foreach (var file in files.Where(IsOne)) current[file.Path] = file;
        var reader = new SigmaReader(Placeholders.None, rsit);
        foreach (var file in current.Values) reader.Add(file);
        var book = reader.Complete(out var found);
        foreach (var fault in found.Concat(book.Rules.SelectMany(Unfit))) faults.Add(fault);
        return book;
    }

    /// <summary>Whether a content file holds rules.</summary>
    /// <param name="file">The file.</param>
    public static bool IsOne(ContentFile file) => file.Path.StartsWith("detectors/", StringComparison.Ordinal) && !BehaviourReader.IsOne(file);

    /// <summary>What a rule of ours lacks: a user's rule may ask for fields we know nothing of, ours would then never fire.</summary>
    private static IEnumerable<Fault> Unfit(SigmaRule rule)
    {
        SourcePosition at = new(rule.Header.File, rule.Header.Line, 1);
        if (rule.Notes is null) yield return new Fault("NRS-C011", "noroshi") { At = at }.With("key", "noroshi");
        if (rule.LogSource.Category != "webserver") yield break;
        if (rule.Notes is { Attack: WebAttack.None }) yield return new Fault("NRS-C011", "noroshi.class") { At = at }.With("key", "class");
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var selection in rule.Selections) selection.AddFieldsTo(names);
        foreach (var name in names.Where(name => !LineFields.IsKnown(name)))
            yield return new Fault("NRS-C013", name) { At = at }.With("value", name).With("allowed", string.Join(", ", LineFields.Known));
    }
}
