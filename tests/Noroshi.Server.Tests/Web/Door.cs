using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Noroshi.Server.Tests.Web;

/// <summary>One endpoint that takes something, and a request to it that is right: what is tried is this request with one field gone wrong.</summary>
/// <param name="Route">Method and route pattern, as the running server names it.</param>
/// <param name="Who">Whose browser.</param>
/// <param name="Path">The address, with something real behind it.</param>
internal sealed record Door(string Route, Func<HostileStage, HttpClient> Who, Func<HostileStage, string> Path)
{
    /// <summary>A JSON body; every text in it is a field.</summary>
    internal string? Json { get; init; }

    /// <summary>A form; every value is a field.</summary>
    internal IReadOnlyList<(string Name, string Value)> Form { get; init; } = [];

    /// <summary>Fields of the form that hold free text: shown again as typed when something is refused.</summary>
    internal IReadOnlyList<string> Shown { get; init; } = [];

    /// <summary>Query parameters; every value is a field.</summary>
    internal IReadOnlyList<(string Name, string Value)> Query { get; init; } = [];

    /// <summary>Whether the body is text of this type.</summary>
    internal (string MediaType, string Text)? Text { get; init; }

    /// <summary>Whether free text lives here: then every string of the big list is tried too.</summary>
    internal bool IsForText { get; init; }

    /// <summary>Whether each try costs a password hash, or the like.</summary>
    internal bool IsSlow { get; init; }

    internal string Method => Route.Split(' ')[0];

    internal bool IsApi => Route.Contains(" /api/", StringComparison.Ordinal);

    internal int Fields => Json is not null ? Leaves(JsonNode.Parse(Json)!).Count : Text is not null ? 1 : Form.Count + Query.Count;

    internal string FieldName(int field) => Form.Count > field ? Form[field].Name : field.ToString(CultureInfo.InvariantCulture);

    internal HttpRequestMessage Request(HostileStage stage, int field, string text) => new(new HttpMethod(Method), Path(stage) + QueryText(field - Form.Count, text)) { Content = Content(field, text) };

    internal HttpRequestMessage Request(HostileStage stage, HttpContent? content) => new(new HttpMethod(Method), Path(stage) + QueryText(-1, "")) { Content = content };

    private HttpContent? Content(int field, string text)
    {
        if (Json is not null)
        {
            JsonNode root = JsonNode.Parse(Json)!;
            JsonNode leaf = Leaves(root)[field];
            leaf.ReplaceWith(text);
            return new StringContent(Escaped(root), Encoding.UTF8, "application/json");
        }

        if (Text is var (mediaType, whole))
        {
            return new StringContent(whole.Replace("TEXT", text, StringComparison.Ordinal), Encoding.UTF8, mediaType);
        }

        return Form.Count == 0 ? null : new FormUrlEncodedContent(Form.Select((f, i) => KeyValuePair.Create(f.Name, i == field ? text : f.Value)));
    }

    private string QueryText(int field, string text) =>
        Query.Count == 0 ? "" : "?" + string.Join('&', Query.Select((q, i) => $"{q.Name}={Percent(i == field ? text : q.Value)}"));

    // An address longer than any server reads says nothing about the field.
    private static string Percent(string text) => Uri.EscapeDataString(text.Length > 500 ? text[..500] : text);

    // Every character beyond ASCII as an escape: so halves of characters get through the writer.
    private static string Escaped(JsonNode root) => root.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Default });

    private static List<JsonNode> Leaves(JsonNode node) => node switch
    {
        JsonObject o => [.. o.SelectMany(m => m.Value is null ? [] : Leaves(m.Value))],
        JsonArray a => [.. a.SelectMany(i => i is null ? [] : Leaves(i))],
        JsonValue v when v.TryGetValue(out string? _) => [v],
        _ => [],
    };
}
