using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Collect.Reports;

/// <summary>One organisation that sees a report.</summary>
/// <param name="Id">Which.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Decision">What it sees.</param>
/// <param name="Rule">The rule that says so; null when its text is no longer among the content.</param>
public sealed record Reader(Guid Id, OrganizationKind Kind, LocalizedText Name, AccessDecision Decision, SharingRule? Rule);
