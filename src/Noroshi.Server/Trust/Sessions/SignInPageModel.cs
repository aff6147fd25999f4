using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Trust.Sessions;

/// <summary>What the sign-in pages show again when something was not right. The password never comes back.</summary>
/// <param name="Email">What was typed.</param>
/// <param name="Return">The local path to go on to.</param>
/// <param name="Faults">What was not right.</param>
public sealed record SignInPageModel(string Email, string Return, IReadOnlyList<Fault> Faults);
