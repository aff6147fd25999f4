using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Network.Exchange;

/// <summary>What the import page shows: the text as given, and its faults with their lines.</summary>
public sealed record ImportNetworkModel(string Text, IReadOnlyList<Fault> Faults);
