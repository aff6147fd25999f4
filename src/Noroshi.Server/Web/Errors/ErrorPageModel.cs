using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Web.Errors;

/// <summary>What the error page says.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Fault">What happened; a 500 carries the value <c>incident</c>.</param>
/// <param name="WasSending">Whether something was being sent: then what was kept matters.</param>
public sealed record ErrorPageModel(int Status, Fault Fault, bool WasSending);
