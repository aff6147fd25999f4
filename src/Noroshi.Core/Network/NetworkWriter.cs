using System.Globalization;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Network;

/// <summary>A network to YAML, as <see cref="NetworkReader"/> reads it: reading and writing again gives the same bytes.</summary>
public static class NetworkWriter
{
    /// <summary>The file's text.</summary>
    public static string Write(NetworkMap map)
    {
        var yaml = new YamlWriter().Line(0, map.Organizations.IsEmpty ? "organizations: []" : "organizations:");
        foreach (var organization in map.Organizations) Write(yaml, organization);
        yaml.Line(0, map.Routes.IsEmpty ? "routes: []" : "routes:");
        foreach (var route in map.Routes)
        {
            var (direction, mode) = (Route.Directions.First(d => d.Direction == route.Direction).Word, Route.Modes.First(m => m.Mode == route.Mode).Word);
            yaml.Line(1, $"- {{ from: {route.From}, to: {route.To}, direction: {direction}, mode: {mode} }}");
        }
        return yaml.ToString();
    }

    private static void Write(YamlWriter yaml, Organization organization)
    {
        yaml.Line(1, $"- key: {organization.Key}");
        yaml.Line(2, $"kind: {Organization.Kinds.First(k => k.Kind == organization.Kind).Word}");
        yaml.Line(2, $"name: {Both(organization.Name)}");
        if (!organization.Sectors.IsEmpty) yaml.Line(2, "sectors:");
        foreach (var sector in organization.Sectors) yaml.Line(3, $"- {{ sector: {sector.Sector}{Day("from", sector.From)}{Day("until", sector.Until)} }}");
        if (!organization.Desks.IsEmpty) yaml.Line(2, "desks:");
        foreach (var desk in organization.Desks) Write(yaml, desk);
    }

    private static void Write(YamlWriter yaml, Desk desk)
    {
        yaml.Line(3, $"- key: {desk.Key}").Line(4, $"name: {Both(desk.Name)}");
        if (desk.LanguageWord is { } language) yaml.Line(4, $"language: {language}");
        yaml.Line(4, "channels:");
        foreach (var channel in desk.Channels) yaml.Line(5, $"- {{ kind: {Channel.Word(channel.Kind)}, address: {YamlWriter.Quote(channel.Address)}, hours: \"{channel.Hours}\" }}");
    }

    private static string Both(LocalizedText text) => $"{{ ja: {YamlWriter.Quote(text.Ja)}, en: {YamlWriter.Quote(text.En)} }}";

    private static string Day(string key, DateOnly? day) => day is { } d ? $", {key}: {d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";
}
