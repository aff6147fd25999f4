using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Web.Lists;

namespace Noroshi.Server.Trust.Members;

/// <summary>One who acts for the organisation.</summary>
/// <param name="Account">The account.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Email">The address.</param>
/// <param name="Roles">The roles held here.</param>
/// <param name="HasSecondFactor">Whether a second factor or passkey protects it.</param>
public sealed record MemberRow(Guid Account, string Name, string Email, ImmutableArray<Role> Roles, bool HasSecondFactor);

/// <summary>An invitation not yet used.</summary>
/// <param name="Id">The invitation.</param>
/// <param name="Email">Whom it is for.</param>
/// <param name="Roles">The roles offered.</param>
/// <param name="ExpiresAt">Until when its link works.</param>
public sealed record InvitationRow(Guid Id, string Email, ImmutableArray<Role> Roles, DateTimeOffset ExpiresAt);

/// <summary>Those who act for an organisation.</summary>
/// <param name="Members">The members of this sheet, by name.</param>
/// <param name="Invitations">Open invitations.</param>
/// <param name="Link">The link of the invitation just made: shown once.</param>
/// <param name="Email">What was typed.</param>
/// <param name="Roles">What was chosen.</param>
/// <param name="Faults">What was not right.</param>
public sealed record MembersPageModel(Sheet<MemberRow> Members, IReadOnlyList<InvitationRow> Invitations, string? Link, string Email, ImmutableArray<Role> Roles, IReadOnlyList<Fault> Faults);
