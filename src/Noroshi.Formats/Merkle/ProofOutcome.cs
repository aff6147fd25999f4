namespace Noroshi.Formats.Merkle;

/// <summary>What became of checking a Merkle proof.</summary>
public enum ProofOutcome
{
    /// <summary>The proof holds.</summary>
    Valid,

    /// <summary>The leaf's index is not below the tree size, or not inside the subtree.</summary>
    IndexBeyondSize,

    /// <summary>The second size is smaller than the first.</summary>
    SizesOutOfOrder,

    /// <summary>Nothing can be proved from a tree without leaves.</summary>
    EmptyTree,

    /// <summary>The bounds are not those of a subtree: the start is no multiple of the power of two that holds its length.</summary>
    NotASubtree,

    /// <summary>The proof has not the number of hashes that the sizes demand.</summary>
    WrongProofLength,

    /// <summary>A hash has not 32 bytes.</summary>
    MalformedHash,

    /// <summary>The proof leads to another first root (or subtree root) than the one given.</summary>
    FirstRootMismatch,

    /// <summary>The proof leads to another root than the one given.</summary>
    RootMismatch,
}
