using Noroshi.Conformance.Verbs;

namespace Noroshi.Conformance;

/// <summary>All verbs: a new standard is a new file and one line here.</summary>
internal static class VerbList
{
    internal static readonly Verb[] All =
    [
        CefVerb.Verb,
        JcsVerb.Verb,
        JsonVerb.Verb,
        LogVerb.Verb,
        MerkleVerb.Verb,
        Rfc3339Verb.Verb,
        SigmaVerb.Verb,
        SyslogVerb.Verb,
        WebVerb.Verb,
    ];

    internal static Verb? Find(string name) => All.FirstOrDefault(verb => verb.Name == name);
}
