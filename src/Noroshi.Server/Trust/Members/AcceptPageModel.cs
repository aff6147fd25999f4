using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Trust.Members;

/// <summary>Joining by a link.</summary>
/// <param name="Action">Where the form goes.</param>
/// <param name="Secret">The secret of the link, carried by the form.</param>
/// <param name="Organization">Who invites; null when the link sets up the centre.</param>
/// <param name="Roles">The roles offered.</param>
/// <param name="Email">The address the account gets; typed for the set-up link, fixed otherwise.</param>
/// <param name="HasAccount">The invited address has an account: nothing is asked but to accept.</param>
/// <param name="Name">The person's name as typed.</param>
/// <param name="CenterJa">The centre's Japanese name as typed.</param>
/// <param name="CenterEn">Its English name.</param>
/// <param name="Faults">What was not right.</param>
public sealed record AcceptPageModel(
    string Action, string Secret, LocalizedText? Organization, ImmutableArray<Role> Roles, string Email, bool HasAccount, string Name, string CenterJa, string CenterEn, IReadOnlyList<Fault> Faults)
{
    /// <summary>Whether the link sets up the centre.</summary>
    public bool IsSetUp => Organization is null;
}
