namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Kinds of attack a request line can show; a request may be several.</summary>
[Flags]
public enum WebAttack
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>SQL injection (SQLインジェクション), CWE-89; NoSQL query operators too.</summary>
    SqlInjection = 1 << 0,

    /// <summary>Cross-site scripting (クロスサイト・スクリプティング), CWE-79.</summary>
    CrossSiteScripting = 1 << 1,

    /// <summary>Directory traversal (ディレクトリ・トラバーサル), CWE-22.</summary>
    PathTraversal = 1 << 2,

    /// <summary>OS command injection (OSコマンド・インジェクション), CWE-78.</summary>
    CommandInjection = 1 << 3,

    /// <summary>Code or template injection, CWE-94 and CWE-1336.</summary>
    CodeInjection = 1 << 4,

    /// <summary>Inclusion of a local or remote file, CWE-98.</summary>
    FileInclusion = 1 << 5,

    /// <summary>LDAP injection, CWE-90.</summary>
    LdapInjection = 1 << 6,

    /// <summary>XPath or XML injection and external entities, CWE-643, CWE-611.</summary>
    XmlInjection = 1 << 7,

    /// <summary>Header injection and response splitting (HTTPヘッダ・インジェクション), CWE-113.</summary>
    HeaderInjection = 1 << 8,

    /// <summary>Serialized objects sent to be read back, CWE-502.</summary>
    Deserialization = 1 << 9,

    /// <summary>Server-side request forgery, CWE-918.</summary>
    RequestForgery = 1 << 10,

    /// <summary>A try of a known, named weakness (a CVE).</summary>
    KnownExploit = 1 << 11,

    /// <summary>A tool that scans, by its own name or its habits.</summary>
    Scanner = 1 << 12,

    /// <summary>Use of a web shell.</summary>
    WebShell = 1 << 13,

    /// <summary>A file that is nobody's business: keys, backups, configuration, version control.</summary>
    SensitiveFile = 1 << 14,

    /// <summary>Encoding or protocol tricks whose only use is to get past a filter (IDS回避).</summary>
    Evasion = 1 << 15,

    /// <summary>A session's identifier put into an address that another site leads to (セッション・フィクセーション), CWE-384.</summary>
    SessionFixation = 1 << 16,
}

/// <summary>How sure a verdict on one line is.</summary>
public enum Tier
{
    /// <summary>Nothing found.</summary>
    None,

    /// <summary>Worth showing; a few benign lines in a thousand get here.</summary>
    Default,

    /// <summary>Hardly anything benign looks like this.</summary>
    High,
}
