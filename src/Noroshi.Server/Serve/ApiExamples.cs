namespace Noroshi.Server.Serve;

/// <summary>One right request and its answer for each operation of the API, shown in <c>/openapi/v1.json</c>. Method and path as there; a test holds the list complete.</summary>
internal static class ApiExamples
{
    private const string Report = """{"form":"liaison","stage":"initial","facts":{"contact.person":{"value":"山田 太郎","certainty":"confirmed"},"contact.telephone":{"value":"03-0000-0101","certainty":"confirmed"},"incident.title":{"value":"勘定系への不正アクセス","certainty":"tentative"}},"consents":{"companyName":false,"sectorName":false,"ceptoar":true,"onward":false}}""";
    private const string FollowUp = """{"form":"liaison","stage":"follow-up","facts":{"contact.person":{"value":"山田 太郎","certainty":"confirmed"},"contact.telephone":{"value":"03-0000-0101","certainty":"confirmed"},"incident.title":{"value":"勘定系への不正アクセス","certainty":"confirmed"}}}""";
    private const string Kept = """{"id":"01980000-0000-7000-8000-000000000001","number":"R26-7K3F-9Q2M","version":1,"receivedAt":"2026-11-21T05:00:00Z","isRepeat":false,"receipt":"/api/v1/reports/R26-7K3F-9Q2M/receipt","receivers":[]}""";
    private const string Alert = """{"kind":"caution","tlp":"amber","urgent":false,"audience":{"sectors":["finance"],"organizations":[]},"acknowledgeBy":"2026-11-22T09:00:00Z","bodies":{"ja":{"title":"不審なメールへの注意","summary":"添付ファイルを開かないでください。","actions":["受信箱を確かめる"],"references":[]}}}""";
    private const string AlertHead = """{"number":"A26-7K3F-9Q2M","state":"draft","version":1,"kind":"caution","tlp":"amber","urgent":false,"title":"不審なメールへの注意","acknowledgeBy":"2026-11-22T09:00:00Z","createdAt":"2026-11-21T05:00:00Z","updatedAt":"2026-11-21T05:00:00Z","submittedAt":null,"issuedAt":null,"plan":null}""";
    private const string List = """{"items":[],"next":null}""";
    private const string Desk = """{"key":"liaison","name":{"ja":"連絡窓口","en":"Liaison desk"},"channels":[{"kind":"telephone","address":"03-0000-0103","hours":"always"},{"kind":"e-mail","address":"liaison@example.jp","hours":"always"}],"language":"ja"}""";
    private const string Organization = """{"id":"01980000-0000-8000-8000-000000000001","key":"finance-agency","kind":"authority","name":{"ja":"金融監督庁","en":"Financial Supervision Agency"},"sectors":[{"sector":"finance","from":null,"until":null}],"desks":null,"routes":null}""";

    /// <summary>The operations that answer page by page.</summary>
    internal static readonly IReadOnlySet<string> Lists = new HashSet<string>
    {
        "GET /api/v1/reports", "GET /api/v1/alerts", "GET /api/v1/organizations", "GET /api/v1/tokens", "GET /api/v1/members", "GET /api/v1/invitations",
    };

    /// <summary>By operation: the request's example or null, and the answer's or null when there is no body.</summary>
    internal static readonly IReadOnlyDictionary<string, (string? Request, string? Answer)> All = new Dictionary<string, (string?, string?)>
    {
        ["GET /api/v1/reports"] = (null, List),
        ["POST /api/v1/reports"] = (Report, Kept),
        ["GET /api/v1/reports/preview"] = (null, """{"receivers":[]}"""),
        ["GET /api/v1/reports/{report}"] = (null, """{"number":"R26-7K3F-9Q2M","version":1,"document":{"form":"liaison","stage":"initial","facts":{}}}"""),
        ["GET /api/v1/reports/{report}/versions/{version}"] = (null, """{"number":"R26-7K3F-9Q2M","version":1,"document":{"form":"liaison","stage":"initial","facts":{}}}"""),
        ["POST /api/v1/reports/{report}/versions"] = (FollowUp, Kept),
        ["GET /api/v1/reports/{report}/diff"] = (null, """{"changes":[{"fact":"incident.title"}]}"""),
        ["GET /api/v1/reports/{report}/who"] = (null, """{"receivers":[]}"""),
        ["PUT /api/v1/reports/{report}/standing"] = (null, null),
        ["GET /api/v1/reports/{number}/receipt"] = (null, null),
        ["POST /api/v1/reports/{report}/attachments"] = (null, """{"items":[{"id":"01980000-0000-7000-8000-000000000002","name":"log.txt","bytes":12,"mediaType":"text/plain"}]}"""),
        ["GET /api/v1/reports/{report}/attachments/{id}"] = (null, null),
        ["GET /api/v1/drafts"] = (null, """{"items":[{"key":"new","updatedAt":"2026-11-21T05:00:00Z"}],"next":null}"""),
        ["GET /api/v1/drafts/{key}"] = (null, """{"key":"new","updatedAt":"2026-11-21T05:00:00Z","document":{"form":"liaison","stage":"initial","facts":{}}}"""),
        ["PUT /api/v1/drafts/{key}"] = ("""{"form":"liaison","stage":"initial","facts":{"incident.title":{"value":"書きかけ","certainty":"tentative"}}}""", """{"key":"new","updatedAt":"2026-11-21T05:00:00Z"}"""),
        ["DELETE /api/v1/drafts/{key}"] = (null, null),
        ["GET /api/v1/alerts"] = (null, List),
        ["POST /api/v1/alerts"] = (Alert, AlertHead),
        ["GET /api/v1/alerts/{number}"] = (null, AlertHead),
        ["PUT /api/v1/alerts/{number}"] = (Alert, AlertHead),
        ["GET /api/v1/alerts/{number}/plan"] = (null, """{"number":"A26-7K3F-9Q2M","version":1,"plan":"9f86d081…","canLeave":true,"recipients":[],"leaks":[],"faults":[]}"""),
        ["POST /api/v1/alerts/{number}/submit"] = (null, AlertHead),
        ["POST /api/v1/alerts/{number}/approve"] = ("""{"plan":"9f86d081…"}""", AlertHead),
        ["POST /api/v1/alerts/{number}/return"] = ("""{"reason":"宛先を見直してください"}""", AlertHead),
        ["POST /api/v1/alerts/{number}/issue-alone"] = ("""{"plan":"9f86d081…","reason":"承認者と連絡がつかないため"}""", AlertHead),
        ["POST /api/v1/alerts/{number}/review"] = ("""{"upheld":"yes","note":"妥当"}""", AlertHead),
        ["POST /api/v1/alerts/{number}/stop"] = ("""{"reason":"内容に誤り"}""", AlertHead),
        ["GET /api/v1/alerts/{number}/board"] = (null, """{"number":"A26-7K3F-9Q2M","state":"issued","sectors":[],"informed":[]}"""),
        ["GET /api/v1/alerts/{number}/acknowledgements"] = (null, List),
        ["POST /api/v1/alerts/{number}/acknowledgements"] = ("""{"answer":"investigating","comment":"確認中です"}""", AlertHead),
        ["GET /api/v1/organizations"] = (null, $$"""{"items":[{{Organization}}],"next":null}"""),
        ["GET /api/v1/organizations/{key}"] = (null, Organization),
        ["PUT /api/v1/organizations/{key}/desks/{desk}"] = (Desk, Desk),
        ["GET /api/v1/network"] = (null, null),
        ["POST /api/v1/network"] = (null, """{"changes":3}"""),
        ["GET /api/v1/forms"] = (null, """[{"id":"liaison","version":1}]"""),
        ["GET /api/v1/forms/{id}"] = (null, """{"id":"liaison","version":1}"""),
        ["GET /api/v1/sectors"] = (null, """[{"id":"finance"}]"""),
        ["GET /api/v1/content/{hash}"] = (null, null),
        ["GET /api/v1/ledger/head"] = (null, null),
        ["GET /api/v1/ledger/entries"] = (null, """{"items":[{"position":41,"kind":"ReportReceived","subject":"01980000-0000-7000-8000-000000000001","actor":"01980000-0000-7000-8000-000000000009","at":"2026-11-21T05:00:00+00:00","canonical":"e30=","leaf":"6e34…"}],"next":"41"}"""),
        ["GET /api/v1/ledger/restores"] = (null, """{"items":[{"epoch":2,"at":"2026-11-21T05:00:00+00:00","formerEpoch":1,"lostFrom":1200,"entry":"6e34…"}],"next":null}"""),
        ["GET /api/v1/ledger/witnesses"] = (null, """{"items":[{"day":"2026-11-21","organization":"01980000-0000-8000-8000-000000000001","epoch":1,"size":1200,"root":"6e34…","state":"sent","attempts":1,"code":250,"reason":"2.0.0 Ok","sentAt":"2026-11-21T00:00:05+00:00"}],"next":null}"""),
        ["GET /api/v1/me"] = (null, """{"account":"01980000-0000-7000-8000-000000000009","organization":"01980000-0000-8000-8000-000000000001","kind":"operator","roles":["reporter"]}"""),
        ["GET /api/v1/tokens"] = (null, """{"items":[{"id":"01980000-0000-7000-8000-000000000003","name":"nightly","organization":"01980000-0000-8000-8000-000000000001","roles":["reporter"],"createdAt":"2026-11-21T05:00:00+00:00","expiresAt":"2027-02-19T05:00:00+00:00","usedAt":null,"revokedAt":null}],"next":null}"""),
        ["POST /api/v1/tokens"] = ("""{"name":"nightly","roles":["reporter"],"days":90}""", """{"token":"nrs_…"}"""),
        ["DELETE /api/v1/tokens/{id}"] = (null, null),
        ["GET /api/v1/members"] = (null, """{"items":[{"account":"01980000-0000-7000-8000-000000000009","name":"山田 太郎","email":"taro@example.jp","roles":["reporter"],"hasSecondFactor":true}],"next":null}"""),
        ["PUT /api/v1/members/{account}/roles"] = ("""{"roles":["reporter","handler"]}""", null),
        ["GET /api/v1/invitations"] = (null, List),
        ["POST /api/v1/invitations"] = ("""{"email":"new@example.jp","roles":["reporter"]}""", """{"path":"/invitation?t=…"}"""),
        ["DELETE /api/v1/invitations/{id}"] = (null, null),
        ["GET /api/v1/access/{subject}"] = (null, "[]"),
        ["POST /api/v1/access/recompute"] = (null, null),
    };
}
