using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Collect.Reports;

/// <summary>Who reports, as far as the viewer may know.</summary>
/// <param name="Id">The organisation; null when its name is hidden.</param>
/// <param name="Name">Its name; null when hidden.</param>
/// <param name="Sectors">Its sectors by code; empty when hidden.</param>
public sealed record ReportSource(Guid? Id, LocalizedText? Name, ImmutableArray<string> Sectors);
