using Microsoft.Net.Http.Headers;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Web.Localisation;

/// <summary>Which language a request is answered in: the <c>lang</c> cookie, else Accept-Language, else Japanese.</summary>
internal static class LanguageChoice
{
    internal const string Cookie = "lang";

    /// <summary>The language of this request.</summary>
    internal static Language Language(this HttpContext context)
    {
        if (context.Items.TryGetValue(typeof(LanguageChoice), out var known)) return (Language)known!;
        var language = Parse(context.Request.Cookies[Cookie]) ?? Accepted(context.Request) ?? Core.Vocabulary.Language.Ja;
        context.Items[typeof(LanguageChoice)] = language;
        return language;
    }

    /// <summary>The BCP 47 tag.</summary>
    internal static string Tag(this Language language) => language is Core.Vocabulary.Language.Ja ? "ja" : "en";

    internal static Language? Parse(string? tag) => tag switch
    {
        "ja" => Core.Vocabulary.Language.Ja,
        "en" => Core.Vocabulary.Language.En,
        _ => null,
    };

    private static Language? Accepted(HttpRequest request) =>
        !StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wanted) ? null : wanted
            .Where(w => w.Quality is null or > 0)
            .OrderByDescending(w => w.Quality ?? 1)
            .Select(w => Parse(Primary(w.Value.ToString())))
            .FirstOrDefault(l => l is not null);

    private static string Primary(string tag) => tag.Split('-', 2)[0].ToLowerInvariant();
}
