using System.Collections.Immutable;
using System.Globalization;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Share.Channels;
using Noroshi.Server.Store;

namespace Noroshi.Server.Serve;

/// <summary>The effective settings. Order, later wins: default, file (<c>noroshi.conf</c> in the data folder, lines <c>key = value</c>), environment, command line. Unknown keys are refused.</summary>
internal sealed class Settings
{
    /// <summary>Every setting there is.</summary>
    internal static readonly ImmutableArray<Setting> All =
    [
        new("data", "data", "Folder for the embedded database, files and keys.", IsText),
        new("urls", "http://localhost:5080", "Addresses to listen on, separated by semicolons.", IsUrls),
        new("public-url", null, "Address people reach this server by; needed for links in mail. Default: the first of urls.", IsUrl),
        new("store", null, "postgres://user:password@host:port/database; without it the embedded SQLite.", IsText, IsSecret: true),
        new("demo", "false", "Fill an empty store with the demonstration network and accounts. Never on a real system.", IsFlag, IsFlag: true),
        new("content", null, "Folder with this site's own content files, laid over the built-in ones.", IsText),
        new("origin", "noroshi.example/ledger", "Name of this ledger in its signed heads; never changes once receipts exist.", IsText),
        new("witnesses", null, "Keys of organisations that get the ledger's signed head by e-mail once a day, separated by commas. Default: none; in the demonstration finance-agency.", IsText),
        new("smtp.host", "127.0.0.1", "Mail server that takes our mail for delivery.", IsText),
        new("smtp.port", "25", "Its port, 1 to 65535.", IsPort),
        new("smtp.tls", "starttls-if-offered", "none, starttls-if-offered, starttls or tls.", v => v is "none" or "starttls-if-offered" or "starttls" or "tls"),
        new("smtp.ca", null, "PEM file of the authorities to believe about the mail server's certificate, instead of the system's. Used by starttls and tls.", v => MailAuthorities.Find(v) is not null),
        new("smtp.user", null, "User name for SMTP AUTH.", IsText),
        new("smtp.password", null, "Password for SMTP AUTH.", IsText, IsSecret: true),
        new("smtp.from", "noroshi@noroshi.example", "Sender address of alerts.", v => v.Contains('@', StringComparison.Ordinal)),
        new("smtp.timeout", "30", "Seconds a mail server may take to answer, 1 to 300.", v => IsNumber(v, 1, 300)),
        new("accounts.second-factor", "required", "required or optional. Passkey counts as both factors.", v => v is "required" or "optional"),
        new("accounts.sign-in-limit", "10", "Sign-in attempts a minute from one address, 1 to 1000; 120 with demo.", v => IsNumber(v, 1, 1000), DemoDefault: "120"),
        new("alerts.alone-after", "30", "Minutes after which one approver may issue an urgent alert alone, 1 to 1440.", v => IsNumber(v, 1, 1440)),
        new("reports.submit-limit", "600", "Submissions a minute by one account, 1 to 1000000; 1000000 with demo, so that load can be tried.", v => IsNumber(v, 1, 1_000_000), DemoDefault: "1000000"),
        new("upload.limit", "104857600", "Largest attachment in bytes, up to 10 GiB.", v => IsNumber(v, 1, 10L << 30)),
        new("proxy.trusted", null, "Addresses or networks of the reverse proxies whose X-Forwarded-For and -Proto are believed, separated by commas: 127.0.0.1,10.0.3.0/28. Without it nobody's.", v => TrustedProxies.Find(v) is not null),
        new("log.level", "information", "debug, information, warning or error.", v => Enum.TryParse<LogLevel>(v, ignoreCase: true, out _)),
    ];

    private readonly Dictionary<string, string> _values;

    private Settings(Dictionary<string, string> values) => _values = values;

    internal string Data => Text("data");
    internal string Urls => Text("urls");
    internal string? PublicUrl => Find("public-url")?.TrimEnd('/');
    internal bool Demo => Find("demo") == "true";
    internal string? Content => Find("content");
    internal string Origin => Text("origin");
    internal bool SecondFactorRequired => !Demo && Text("accounts.second-factor") == "required";
    internal StoreOptions Store => new(Path.GetFullPath(Data), Find("store"));

    internal string? Find(string key) => _values.GetValueOrDefault(key);

    internal string Text(string key) => _values[key];

    internal long Number(string key) => long.Parse(_values[key], CultureInfo.InvariantCulture);

    /// <summary>Reads all sources; all faults at once.</summary>
    internal static (Settings? Settings, ImmutableArray<Fault> Faults) Load(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        var reader = new SettingsReader();
        Dictionary<string, string> given = reader.Arguments(arguments);
        Dictionary<string, string> surroundings = reader.Environment(environment);
        string data = given.GetValueOrDefault("data") ?? surroundings.GetValueOrDefault("data") ?? "data";
        Dictionary<string, string> file = reader.File(Path.Combine(data, "noroshi.conf"));
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string value) in file.Concat(surroundings).Concat(given))
        {
            values[key] = value;
        }

        bool isDemo = values.GetValueOrDefault("demo") == "true";
        foreach (Setting setting in All)
        {
            if ((isDemo ? setting.DemoDefault ?? setting.Default : setting.Default) is { } value)
            {
                values.TryAdd(setting.Key, value);
            }
        }

        return reader.Faults.Count > 0 ? (null, [.. reader.Faults]) : (new(values), []);
    }

    /// <summary>Lines for <c>config print</c>: key, value, meaning; secrets hidden.</summary>
    internal IEnumerable<(string Key, string Value, string Meaning)> Effective() =>
        All.Select(s => (s.Key, s.IsSecret && Find(s.Key) is not null ? "********" : Find(s.Key) ?? "", s.Meaning));

    private static bool IsText(string value) => value.Length is > 0 and < 1000;

    private static bool IsFlag(string value) => value is "true" or "false";

    private static bool IsPort(string value) => IsNumber(value, 1, 65535);

    private static bool IsUrl(string value) => Uri.TryCreate(value, UriKind.Absolute, out Uri? uri) && (uri.Scheme is "http" or "https");

    private static bool IsUrls(string value) => value.Split(';').All(IsUrl);

    private static bool IsNumber(string value, long least, long most) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= least && number <= most;
}
