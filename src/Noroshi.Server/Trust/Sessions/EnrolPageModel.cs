using Noroshi.Core.Vocabulary;
using Noroshi.Formats.QrCode;

namespace Noroshi.Server.Trust.Sessions;

/// <summary>Enrolling an authenticator program.</summary>
/// <param name="Action">Where the form goes.</param>
/// <param name="ProtectedKey">The key, protected, carried by the form.</param>
/// <param name="Spelled">The key to type.</param>
/// <param name="Address">The same as an <c>otpauth:</c> address, for the device's own program.</param>
/// <param name="Code">The address for a camera.</param>
/// <param name="Return">Where to go on to.</param>
/// <param name="Faults">What was not right.</param>
public sealed record EnrolPageModel(string Action, string ProtectedKey, string Spelled, string Address, QrSymbol? Code, string Return, IReadOnlyList<Fault> Faults);

/// <summary>Recovery codes, shown this once.</summary>
/// <param name="Codes">The codes.</param>
/// <param name="Return">Where to go on to.</param>
public sealed record RecoveryPageModel(IReadOnlyList<string> Codes, string Return);
