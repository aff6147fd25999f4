using System.Collections.Immutable;
using Noroshi.Core.Network;

namespace Noroshi.Core.Content;

/// <summary>The shape of <c>sectors/*.yaml</c>. Examples: <c>input: { on: day }</c>, <c>expected</c> <c>yes</c> or <c>no</c>: whether it is a sector on that day.</summary>
internal static class SectorReader
{
    internal static Sector Read(FieldReader fields, ContentHeader header)
    {
        var systems = fields.Items("systems").Select(s =>
        {
            var label = s.Localized("label");
            s.End();
            return label;
        }).ToImmutableArray();
        Sector sector = new(header, fields.OptionalLocalized("threat"), fields.OptionalLocalized("operators"), systems);
        ExampleRunner.Run(fields, input => input.Day("on") is { } day && header.IsInForce(day) ? "yes" : "no");
        return sector;
    }
}
