using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Collect;

/// <summary>Whether facts satisfy a form. Accepts fragments: at first contact only what the form requires at that stage.</summary>
/// <remarks>Seed 002, 官民の連絡・連携体制 §2(3): contact means usable now and a contact person; everything else as known.</remarks>
public static class FormCheck
{
    /// <summary>Adds a fault for every requirement not met (NRS-R030, NRS-R031) and every fact the form does not ask (NRS-R011).</summary>
    public static void Check(Form form, ReportStage stage, IReadOnlyCollection<Fact> facts, ICollection<Fault> faults)
    {
        var values = facts.Where(f => f.Value is not null).ToDictionary(f => f.Path, f => f.Value);
        foreach (var fact in facts.Where(f => !form.Asks(f.Path))) faults.Add(new Fault("NRS-R011", $"facts.{fact.Path}").With("form", form.Id));
        foreach (var requirement in form.Requirements.Where(r => Applies(r, stage, values)))
        {
            var present = requirement.Facts.Count(values.ContainsKey);
            if (present >= requirement.AtLeast) continue;
            if (requirement.AtLeast < requirement.Facts.Length)
            {
                faults.Add(new Fault("NRS-R031", $"facts.{requirement.Facts[0]}").With("count", $"{requirement.AtLeast}").With("facts", string.Join(", ", requirement.Facts)));
                continue;
            }
            foreach (var missing in requirement.Facts.Where(f => !values.ContainsKey(f))) faults.Add(new Fault("NRS-R030", $"facts.{missing}"));
        }
    }

    private static bool Applies(FormRequirement requirement, ReportStage stage, Dictionary<FactPath, FactValue?> values) =>
        (requirement.Stages.IsEmpty || requirement.Stages.Contains(stage))
        && (requirement.When is null || requirement.When.Evaluate(p => values.GetValueOrDefault(p)) is Truth.True);
}
