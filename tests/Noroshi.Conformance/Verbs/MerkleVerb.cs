using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Formats.Merkle;

namespace Noroshi.Conformance.Verbs;

/// <summary>RFC 6962 proofs: which kind is told by the fields.</summary>
internal static class MerkleVerb
{
    internal static readonly Verb Verb = new("merkle", "RFC 6962 inclusion and consistency proofs over SHA-256, of whole trees and of subtrees",
    [
        new("proof", "array of base64 hashes, leaf to root; null is empty"),
        new("leafIdx", "inclusion: index of the leaf, from 0"),
        new("leafHash", "inclusion: base64"),
        new("root", "inclusion: base64 root of the tree or subtree"),
        new("treeSize", "inclusion in a tree: its size"),
        new("start, end", "a subtree: its leaves [start, end)"),
        new("size1, size2", "consistency of two trees: their sizes"),
        new("size", "consistency of a subtree: size of the tree"),
        new("root1, root2", "consistency: base64 roots of the smaller tree or subtree, and of the tree"),
    ],
    [], Answer);

    private static JsonObject Answer(JsonObject one)
    {
        if (one.Hashes("proof") is not { } proof) { return Of(ProofOutcome.MalformedHash); }
        var isSubtree = one.ContainsKey("start");
        if (one.ContainsKey("leafIdx")) { return Of(isSubtree ? SubtreeInclusion(one, proof) : Inclusion(one, proof)); }
        return Of(isSubtree ? SubtreeConsistency(one, proof) : Consistency(one, proof));
    }

    private static ProofOutcome Inclusion(JsonObject one, MerkleHash[] proof) =>
        MerkleVerification.VerifyInclusion(one.Size("leafIdx"), one.Size("treeSize"), one.Bytes("leafHash"), proof, one.Bytes("root"));

    private static ProofOutcome Consistency(JsonObject one, MerkleHash[] proof) =>
        MerkleVerification.VerifyConsistency(one.Size("size1"), one.Size("size2"), proof, one.Bytes("root1"), one.Bytes("root2"));

    private static ProofOutcome SubtreeInclusion(JsonObject one, MerkleHash[] proof) =>
        MerkleVerification.VerifySubtreeInclusion(one.Size("leafIdx"), one.Size("start"), one.Size("end"), one.Bytes("leafHash"), proof, one.Bytes("root"));

    private static ProofOutcome SubtreeConsistency(JsonObject one, MerkleHash[] proof) =>
        MerkleVerification.VerifySubtreeConsistency(one.Size("start"), one.Size("end"), one.Size("size"), proof, one.Bytes("root1"), one.Bytes("root2"));

    private static JsonObject Of(ProofOutcome outcome) =>
        outcome == ProofOutcome.Valid ? Results.Ok : Results.Refused(JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString()));
}
