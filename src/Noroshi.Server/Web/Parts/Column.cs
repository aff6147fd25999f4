using Microsoft.AspNetCore.Components;

namespace Noroshi.Server.Web.Parts;

/// <summary>One column of a <c>Table</c>. The first names the row, and is its link.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Cell">What stands in it.</param>
/// <param name="IsNumber">Numbers stand on the right.</param>
public sealed record Column<TRow>(string Heading, RenderFragment<TRow> Cell, bool IsNumber = false);
