using Noroshi.Core.Network;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Network.Desks;

/// <summary>What the form of a desk shows: what was typed, and what is wrong with it.</summary>
public sealed record ChangeDeskModel(Organization Organization, DeskForm Form, IReadOnlyList<Fault> Faults);
