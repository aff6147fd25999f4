namespace Noroshi.Cli.Scan.Send;

/// <summary>The form's types of attack for an RSIT classification.</summary>
internal static class AttackTypes
{
    internal static string Of(string rsit) => rsit switch
    {
        "dos" or "ddos" or "ddos-amplifier" => "denial-of-service",
        "infected-system" or "c2-server" or "malware-distribution" or "malware-configuration" => "malware",
        "phishing" or "masquerade" or "social-engineering" => "phishing",
        "data-leak" or "data-loss" or "unauthorised-information-access" or "unauthorised-information-modification" => "leak-or-alteration",
        "sabotage" => "destruction",
        "scanner" or "sniffing" => "preparation",
        "brute-force" or "exploit" or "ids-alert" or "burglary" or "privileged-account-compromise" or "unprivileged-account-compromise" or "application-compromise" or "system-compromise" or "unauthorised-use-of-resources" => "unauthorised-access",
        _ => "other",
    };
}
