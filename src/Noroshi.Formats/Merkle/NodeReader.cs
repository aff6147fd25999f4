namespace Noroshi.Formats.Merkle;

/// <summary>Gives the hash of one complete node: the root over leaves [index × 2^level, (index + 1) × 2^level).</summary>
/// <param name="level">Level of the node; leaves are 0.</param>
/// <param name="index">Position on the level, from 0.</param>
public delegate MerkleHash NodeReader(int level, long index);
