using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Noroshi.Server.Tests.Collect;
using Noroshi.Server.Tests.Support;

namespace Noroshi.Server.Tests.Web;

/// <summary>Bad input at every door there is: the list of doors is the running server's own.</summary>
public sealed class BadInputTests
{
    private static readonly string[] _queryNames = ["q", "sector", "standing", "state", "cursor", "limit", "updated_since", "base", "show", "as", "return", "t", "before", "kind", "from", "to", "done", "name", "page"];

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task EveryField_HostileTexts_AreRefusedWithACodeOrKept(string engine)
    {
        // All of them on one engine; on the other enough to meet what its own driver and encoding refuse.
        string[] naughty = [.. HostileTexts.NaughtyStrings().Where((_, i) => engine == Engines.Sqlite || i % 4 == 0)];
        await using HostileStage stage = await HostileStage.OpenAsync(engine);
        var answers = new HostileAnswers();
        await Parallel.ForEachAsync(Tries(naughty), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (tried, cancelled) =>
        {
            (Door door, int field, string text) = tried;
            (HttpStatusCode status, string html, _) = await answers.SendAsync(door.Who(stage), door.Request(stage, field, text), door.Route, text);
            if (status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict && door.Shown.Contains(door.FieldName(field)) && IsVisible(text) && !IsShownAgain(html, text))
            {
                answers.Say(door.Route, text, $"{door.FieldName(field)} is not shown again");
            }
        });

        answers.AssertNone();
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task EveryBody_BrokenOnTheWay_IsRefusedWithACode(string engine)
    {
        await using HostileStage stage = await HostileStage.OpenAsync(engine);
        var answers = new HostileAnswers();
        (string Name, byte[] Bytes)[] files = HostileTexts.JsonFiles();
        await Parallel.ForEachAsync(Doors.All.Where(d => !d.IsSlow), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (door, _) =>
        {
            foreach ((string name, HttpContent content, bool mustRefuse) in door.Json is not null ? BrokenBodies.OfJson(door, files) : BrokenBodies.OfForms(door))
            {
                HttpRequestMessage request = door.Request(stage, content);
                request.Headers.ExpectContinue = content.Headers.ContentLength > 100_000;
                await answers.SendAsync(door.Who(stage), request, door.Route, name, mustRefuse && door.IsApi && door.Json is { Length: > 2 });
            }
        });

        answers.AssertNone();
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task EveryAddress_HostilePartsAndQueries_IsAnsweredWithoutAFailure(string engine)
    {
        await using HostileStage stage = await HostileStage.OpenAsync(engine);
        var answers = new HostileAnswers();
        string[] routes = [.. Endpoints(stage.Server).Where(e => e.Methods.Contains("GET")).Select(e => e.Route).Distinct()];
        var tries = from route in routes.Where((_, i) => engine == Engines.Sqlite || i % 2 == 0) from text in HostileTexts.Worst.Concat(HostileTexts.Halves).Where(t => t.Length is > 0 and < 1000) select (route, text);
        await Parallel.ForEachAsync(tries, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (tried, _) =>
        {
            string part = Percent(tried.text);
            string path = string.Join('/', tried.route.Split('/').Select(p => p.StartsWith('{') ? part : p));
            string query = string.Join('&', _queryNames.Select(n => $"{n}={part}"));
            // An address with NUL in its path is refused by the web server itself, before anybody of ours sees it.
            if (!tried.text.Contains('\0', StringComparison.Ordinal)) await answers.SendAsync(stage.Center, new(HttpMethod.Get, path), "GET " + tried.route, tried.text);
            await answers.SendAsync(stage.Bank, new(HttpMethod.Get, tried.route.Replace("{number}", stage.Report, StringComparison.Ordinal).Replace("{report}", stage.Report, StringComparison.Ordinal) + "?" + query), "GET " + tried.route, tried.text);
            foreach (string name in _queryNames.Where(_ => !tried.route.Contains('{', StringComparison.Ordinal) && IsSharp(tried.text)))
            {
                await answers.SendAsync(stage.Bank, new(HttpMethod.Get, $"{tried.route}?{name}={part}"), "GET " + tried.route, tried.text);
            }
        });

        answers.AssertNone();
    }

    [Fact]
    public async Task EveryChangingEndpoint_HasACaseHere()
    {
        await using HostileStage stage = await HostileStage.OpenAsync(Engines.Sqlite);
        string[] there = [.. Endpoints(stage.Server).SelectMany(e => e.Methods.Where(m => m is not "GET" and not "HEAD").Select(m => $"{m} {e.Route}")).Distinct().Order(StringComparer.Ordinal)];

        Assert.Equal(there, Doors.All.Select(d => d.Route).Order(StringComparer.Ordinal));
    }

    internal static IEnumerable<(string Route, IReadOnlyList<string> Methods)> Endpoints(CollectServer server) =>
        server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => ("/" + e.RoutePattern.RawText!.Trim('/'), e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? (IReadOnlyList<string>)["GET"]));

    // Every worst text in every field; every naughty string once at each door where free text lives, going round its fields.
    private static IEnumerable<(Door Door, int Field, string Text)> Tries(string[] naughty)
    {
        foreach (Door door in Doors.All.Where(d => d.Fields > 0))
        {
            string[] worst = door.IsSlow ? HostileTexts.Worst[..12] : door.Json is null ? HostileTexts.Worst : [.. HostileTexts.Worst, .. HostileTexts.Halves];
            for (int i = 0; i < worst.Length * door.Fields; i++)
            {
                yield return (door, i % door.Fields, worst[i / door.Fields]);
            }

            for (int i = 0; door.IsForText && i < naughty.Length; i++)
            {
                yield return (door, i % door.Fields, naughty[i]);
            }
        }
    }

    private static bool IsVisible(string text) => text.Trim().Length > 0 && text.Length < 10_000 && !text.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' or '\uFEFF');

    // Alone in a parameter only what breaks readers and databases; all together, everything.
    private static bool IsSharp(string text) => text.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' or '\'');

    private static bool IsShownAgain(string html, string text) => WebUtility.HtmlDecode(html).Contains(text.Trim(), StringComparison.Ordinal);

    // Halves of characters cannot be written in UTF-8: their three bytes go as they are.
    private static string Percent(string text) => text.Any(char.IsSurrogate) && !text.IsNormalizedSafely() ? string.Concat(text.Select(c => char.IsSurrogate(c) ? "%ED%A0%80" : Uri.EscapeDataString(c.ToString()))) : Uri.EscapeDataString(text);
}

/// <summary>Whether a text can be normalised at all.</summary>
file static class Normalization
{
    internal static bool IsNormalizedSafely(this string text)
    {
        try
        {
            _ = text.Normalize();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
