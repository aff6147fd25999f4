namespace Noroshi.Server.Tests.Web;

/// <summary>Every endpoint that changes something, with a right request. A new endpoint has to be written down here before the tests pass.</summary>
internal static class Doors
{
    private const string Report = """{"form":"liaison","stage":"STAGE","facts":{"contact.person":{"value":"山田","certainty":"confirmed"},"contact.telephone":{"value":"03-0000-0101","certainty":"confirmed"},"contact.email":{"value":"a@example.jp","certainty":"confirmed"},"incident.title":{"value":"件名","certainty":"tentative"},"incident.summary":{"value":"概要","certainty":"tentative"}},"consents":{"ceptoar":true}}""";
    private const string Alert = """{"kind":"caution","tlp":"amber","urgent":false,"audience":{"sectors":["finance"],"organizations":[]},"basedOn":[],"acknowledgeBy":"2999-01-01T00:00:00Z","bodies":{"ja":{"title":"題","summary":"概要","affected":"対象","actions":["確かめる"],"references":["https://example.jp/"]},"en":{"title":"Title","summary":"Summary","affected":"All","actions":["Check"],"references":["https://example.jp/"]}}}""";

    private static readonly (string, string)[] _reportForm =
    [
        ("facts.contact.person", "山田"), ("facts.contact.telephone", "03-0000-0101"), ("facts.contact.email", "a@example.jp"), ("facts.incident.title", "件名"), ("facts.incident.summary", "概要"),
        ("facts.incident.title.certainty", "tentative"), ("facts.incident.noticedAt.year", "2026"), ("facts.incident.noticedAt.month", "4"), ("facts.incident.noticedAt.day", "1"), ("facts.service.usersAffected", "12"),
        ("facts.incident.classification", "damage"), ("facts.incident.attackTypes", "other"), ("consents.ceptoar", "true"), ("key", "0123456789abcdef0123456789abcdef"), ("base", "1"), ("stage", "follow-up"), ("then", ""),
    ];

    private static readonly string[] _reportTexts = ["facts.contact.person", "facts.contact.telephone", "facts.contact.email", "facts.incident.title", "facts.incident.summary", "facts.service.usersAffected"];

    private static readonly (string, string)[] _alertForm =
    [
        ("kind", "caution"), ("tlp", "amber"), ("urgent", ""), ("sectors", "finance"), ("organizations", ""), ("basedOn", ""), ("version", "1"), ("acknowledgeBy.year", "2999"), ("acknowledgeBy.month", "1"), ("acknowledgeBy.day", "1"),
        ("acknowledgeBy.hour", "0"), ("acknowledgeBy.minute", "0"), ("ja.title", "題"), ("ja.summary", "概要"), ("ja.affected", ""), ("ja.actions", "確かめる"), ("ja.references", ""), ("en.title", "Title"), ("en.summary", "Summary"), ("en.affected", ""), ("en.actions", ""), ("en.references", ""),
    ];

    private static readonly string[] _alertTexts = ["basedOn", "ja.title", "ja.summary", "ja.affected", "ja.actions", "ja.references", "en.title", "en.summary", "en.affected", "en.actions", "en.references"];

    private const string Network = """
        organizations:
          - key: hostile
            kind: operator
            name: { ja: "TEXT", en: "Hostile" }
        """;

    internal static readonly Door[] All =
    [
        // Collect
        Api("POST /api/v1/reports", s => s.Bank, s => "/api/v1/reports", Report.Replace("STAGE", "initial", StringComparison.Ordinal)) with { IsForText = true },
        Api("POST /api/v1/reports/{report}/versions", s => s.Bank, s => $"/api/v1/reports/{s.Report}/versions", Report.Replace("STAGE", "follow-up", StringComparison.Ordinal)),
        new("PUT /api/v1/reports/{report}/standing", s => s.Center, s => $"/api/v1/reports/{s.Report}/standing") { Query = [("standing", "waiting"), ("version", "1")] },
        Api("POST /api/v1/reports/{report}/attachments", s => s.Bank, s => $"/api/v1/reports/{s.Report}/attachments", "{}"),
        Page("POST /reports/{report}/attachments", s => s.Bank, s => $"/reports/{s.Report}/attachments", ("file", "x")),
        Page("POST /reports/new", s => s.Bank, s => "/reports/new", _reportForm) with { IsForText = true, Shown = _reportTexts },
        Page("POST /reports/{number}/follow-up", s => s.Bank, s => $"/reports/{s.Report}/follow-up", _reportForm) with { Shown = _reportTexts },
        Page("POST /reports/new/draft", s => s.Bank, s => "/reports/new/draft", _reportForm) with { IsForText = true },
        Page("POST /reports/new/draft/drop", s => s.Bank, s => "/reports/new/draft/drop", ("draft", "found-0")),
        Page("POST /reports/{number}/follow-up/draft", s => s.Bank, s => $"/reports/{s.Report}/follow-up/draft", _reportForm),
        Api("PUT /api/v1/drafts/{key}", s => s.Bank, s => "/api/v1/drafts/new", Report.Replace("STAGE", "initial", StringComparison.Ordinal)) with { IsForText = true },
        new("DELETE /api/v1/drafts/{key}", s => s.Bank, s => "/api/v1/drafts/none"),
        Page("POST /reports/{report}/standing", s => s.Center, s => $"/reports/{s.Report}/standing", ("standing", "waiting"), ("version", "1")),

        // Share
        Api("POST /api/v1/alerts", s => s.Center, s => "/api/v1/alerts", Alert) with { IsForText = true },
        Api("PUT /api/v1/alerts/{number}", s => s.Center, s => $"/api/v1/alerts/{s.DraftAlert}", Alert),
        Api("POST /api/v1/alerts/{number}/submit", s => s.Bank, s => $"/api/v1/alerts/{s.DraftAlert}/submit", "{}"),
        Api("POST /api/v1/alerts/{number}/approve", s => s.Approver, s => $"/api/v1/alerts/{s.DraftAlert}/approve", """{"plan":"x"}"""),
        Api("POST /api/v1/alerts/{number}/return", s => s.Approver, s => $"/api/v1/alerts/{s.DraftAlert}/return", """{"reason":"x"}"""),
        Api("POST /api/v1/alerts/{number}/issue-alone", s => s.Approver, s => $"/api/v1/alerts/{s.DraftAlert}/issue-alone", """{"plan":"x","reason":"x"}"""),
        Api("POST /api/v1/alerts/{number}/review", s => s.Approver, s => $"/api/v1/alerts/{s.IssuedAlert}/review", """{"upheld":"yes","note":"x"}"""),
        Api("POST /api/v1/alerts/{number}/stop", s => s.Bank, s => $"/api/v1/alerts/{s.IssuedAlert}/stop", """{"reason":"x"}"""),
        Api("POST /api/v1/alerts/{number}/acknowledgements", s => s.Bank, s => $"/api/v1/alerts/{s.IssuedAlert}/acknowledgements", """{"answer":"investigating","comment":"x"}""") with { IsForText = true },
        Page("POST /alerts/new", s => s.Center, s => "/alerts/new", _alertForm) with { IsForText = true, Shown = _alertTexts },
        Page("POST /alerts/{number}/edit", s => s.Center, s => $"/alerts/{s.DraftAlert}/edit", _alertForm) with { Shown = _alertTexts },
        Page("POST /alerts/{number}/submit", s => s.Bank, s => $"/alerts/{s.DraftAlert}/submit"),
        Page("POST /alerts/{number}/approve", s => s.Approver, s => $"/alerts/{s.DraftAlert}/approve", ("plan", "x")),
        Page("POST /alerts/{number}/return", s => s.Approver, s => $"/alerts/{s.DraftAlert}/return", ("reason", "x")),
        Page("POST /alerts/{number}/issue-alone", s => s.Approver, s => $"/alerts/{s.DraftAlert}/issue-alone", ("plan", "x"), ("reason", "x")),
        Page("POST /alerts/{number}/stop", s => s.Bank, s => $"/alerts/{s.IssuedAlert}/stop", ("reason", "x")),
        Page("POST /alerts/{number}/review", s => s.Approver, s => $"/alerts/{s.IssuedAlert}/review", ("upheld", "yes"), ("note", "x")),
        Page("POST /alerts/{number}/acknowledge", s => s.Bank, s => $"/alerts/{s.IssuedAlert}/acknowledge", ("answer", "investigating"), ("comment", "x")) with { Shown = ["comment"] },
        Page("POST /a/{token}", s => s.Nobody, s => "/a/no-such-token", ("answer", "received"), ("comment", "x")),

        // Network
        Api("PUT /api/v1/organizations/{key}/desks/{desk}", s => s.Center, s => "/api/v1/organizations/finance-agency/desks/liaison", """{"key":"liaison","name":{"ja":"窓口","en":"Desk"},"channels":[{"kind":"telephone","address":"03-0000-0103","hours":"always"},{"kind":"e-mail","address":"x@example.jp","hours":"always"}],"language":"en"}""") with { IsForText = true },
        Page("POST /network/{key}/desks/{desk}", s => s.Center, s => "/network/finance-agency/desks/liaison", ("name.ja", "窓口"), ("name.en", "Desk"), ("language", "en"), ("channels.0.kind", "telephone"), ("channels.0.address", "03-0000-0103"), ("channels.0.hours", "always"), ("channels.1.kind", "e-mail"), ("channels.1.address", "x@example.jp"), ("channels.1.hours", "always")) with { IsForText = true, Shown = ["name.ja", "name.en", "channels.0.address"] },
        new("POST /api/v1/network", s => s.Center, s => "/api/v1/network") { Text = ("application/yaml", Network), IsForText = true },
        Page("POST /network/import", s => s.Center, s => "/network/import", ("network", "x")) with { IsForText = true, Shown = ["network"] },

        // Trust
        Page("POST /account/tokens", s => s.Bank, s => "/account/tokens", ("name", "x"), ("days", "5"), ("roles", "reporter")) with { Shown = ["name"] },
        Page("POST /account/tokens/revoke", s => s.Bank, s => "/account/tokens/revoke", ("token", "x")),
        Api("POST /api/v1/tokens", s => s.Bank, s => "/api/v1/tokens", """{"name":"x","roles":["reporter"],"days":5}"""),
        new("DELETE /api/v1/tokens/{id:guid}", s => s.Bank, s => $"/api/v1/tokens/{Guid.NewGuid()}"),
        Page("POST /accounts/invite", s => s.Bank, s => "/accounts/invite", ("email", "x@example.jp"), ("roles", "reporter")) with { Shown = ["email"] },
        Page("POST /accounts/withdraw", s => s.Bank, s => "/accounts/withdraw", ("invitation", "x")),
        Page("POST /accounts/roles", s => s.Bank, s => "/accounts/roles", ("account", "x"), ("roles", "reporter")),
        Api("POST /api/v1/invitations", s => s.Bank, s => "/api/v1/invitations", """{"email":"x@example.jp","roles":["reporter"]}"""),
        new("DELETE /api/v1/invitations/{id:guid}", s => s.Bank, s => $"/api/v1/invitations/{Guid.NewGuid()}"),
        Api("PUT /api/v1/members/{account:guid}/roles", s => s.Bank, s => $"/api/v1/members/{Guid.NewGuid()}/roles", """{"roles":["reporter"]}"""),
        Page("POST /invitation", s => s.Nobody, s => "/invitation", ("t", "x"), ("email", "x"), ("name", "x"), ("password", "short"), ("centerJa", "x"), ("centerEn", "x")),
        Page("POST /setup", s => s.Nobody, s => "/setup", ("t", "x"), ("email", "x"), ("name", "x"), ("password", "short"), ("centerJa", "x"), ("centerEn", "x")),
        Page("POST /sign-in", s => s.Nobody, s => "/sign-in", ("email", "x@example.jp"), ("password", "x"), ("return", "/")) with { IsSlow = true, Shown = ["email"] },
        Page("POST /sign-in/code", s => s.Nobody, s => "/sign-in/code", ("code", "x"), ("return", "/")),
        Page("POST /sign-in/enrol", s => s.Nobody, s => "/sign-in/enrol", ("key", "x"), ("code", "x"), ("return", "/")),
        Page("POST /account/second-factor", s => s.Bank, s => "/account/second-factor", ("key", "x"), ("code", "x")),
        Page("POST /account/password", s => s.Bank, s => "/account/password", ("current", "x"), ("password", "short")) with { IsSlow = true },
        Page("POST /account/recovery-codes", s => s.Bank, s => "/account/recovery-codes"),
        Api("POST /sign-in/passkey/options", s => s.Nobody, s => "/sign-in/passkey/options", "{}"),
        Api("POST /sign-in/passkey", s => s.Nobody, s => "/sign-in/passkey?return=/", """{"id":"x","rawId":"x","type":"public-key","response":{"clientDataJSON":"x","authenticatorData":"x","signature":"x"}}"""),
        Api("POST /account/passkeys/options", s => s.Bank, s => "/account/passkeys/options", "{}"),
        Api("POST /account/passkeys", s => s.Bank, s => "/account/passkeys?name=x", """{"id":"x","rawId":"x","type":"public-key","response":{"clientDataJSON":"x","attestationObject":"x"}}"""),
        Page("POST /account/passkeys/remove", s => s.Bank, s => "/account/passkeys/remove", ("id", "x")),
        Page("POST /account/sessions/end", s => s.Bank, s => "/account/sessions/end", ("session", "x")),
        Page("POST /account/sessions/end-all", s => s.Nobody, s => "/account/sessions/end-all"),
        Page("POST /sign-out", s => s.Nobody, s => "/sign-out"),
        Page("POST /acting", s => s.Bank, s => "/acting", ("organization", "x"), ("return", "/")),
        new("POST /api/v1/access/recompute", s => s.Bank, s => "/api/v1/access/recompute"),

        // Web
        Page("POST /language", s => s.Nobody, s => "/language", ("language", "ja"), ("return", "/")),
    ];

    private static Door Api(string route, Func<HostileStage, HttpClient> who, Func<HostileStage, string> path, string json) => new(route, who, path) { Json = json };

    private static Door Page(string route, Func<HostileStage, HttpClient> who, Func<HostileStage, string> path, params (string, string)[] form) => new(route, who, path) { Form = form };
}
