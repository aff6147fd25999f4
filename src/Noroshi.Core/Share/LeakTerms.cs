using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Share;

/// <summary>What must not appear in an outgoing text, from what is known of a source and what it agreed to.</summary>
public static class LeakTerms
{
    private static readonly string[] JapaneseForms =
        ["株式会社", "有限会社", "合同会社", "合名会社", "合資会社", "一般社団法人", "公益社団法人", "一般財団法人", "公益財団法人", "独立行政法人", "国立研究開発法人", "地方独立行政法人", "医療法人", "社会福祉法人", "学校法人", "(株)", "（株）", "㈱", "(有)", "（有）", "㈲"];

    private static readonly string[] EnglishForms = ["co", "ltd", "inc", "corp", "corporation", "company", "limited", "kk", "llc", "plc", "group", "holdings", "the"];

    // Addresses at these say nothing of who owns them.
    private static readonly string[] SharedDomains = ["gmail.com", "yahoo.co.jp", "yahoo.com", "outlook.com", "outlook.jp", "hotmail.com", "icloud.com", "docomo.ne.jp", "ezweb.ne.jp", "softbank.ne.jp", "nifty.com", "biglobe.ne.jp", "ocn.ne.jp"];

    private static readonly string[] SecondLevels = ["co", "or", "ne", "ac", "go", "ed", "lg", "gr", "ad", "com", "net", "org"];

    /// <summary>The terms of one source. A company that agreed to be named is not protected by name; its people, addresses and numbers are all the same.</summary>
    public static IEnumerable<LeakTerm> Of(LeakSource source)
    {
        yield return new(LeakKind.Number, source.Number);
        foreach (var person in source.People) yield return new(LeakKind.Person, person);
        foreach (var mail in source.Mails) yield return new(LeakKind.Mail, mail);
        foreach (var number in source.Telephones.SelectMany(Dialled)) yield return new(LeakKind.Telephone, number);
        if (!source.Consents.Contains(Consent.CompanyName))
        {
            foreach (var name in Names(source.Name)) yield return new(LeakKind.Name, name);
            foreach (var domain in source.Domains.Concat(source.Mails.Select(DomainOf)).SelectMany(Domains).Distinct(StringComparer.Ordinal)) yield return new(LeakKind.Domain, domain);
        }

        if (!source.Consents.Contains(Consent.SectorName))
        {
            foreach (var sector in source.Sectors.SelectMany(s => (string[])[s.Ja, s.En])) yield return new(LeakKind.Sector, sector);
        }
    }

    /// <summary>The name whole, and without the words that only say what kind of company it is.</summary>
    public static ImmutableArray<string> Names(LocalizedText name)
    {
        var ja = JapaneseForms.Aggregate(name.Ja, (n, form) => n.Replace(form, "", StringComparison.Ordinal)).Trim();
        var words = name.En.Split([' ', ',', '.', '　'], StringSplitOptions.RemoveEmptyEntries);
        var en = string.Join(' ', words.Where(w => !EnglishForms.Contains(w.ToLowerInvariant())));
        return [.. new[] { name.Ja, ja, name.En, en }.Where(n => n.Length > 1).Distinct(StringComparer.Ordinal)];
    }

    private static string DomainOf(string mail) => mail[(mail.LastIndexOf('@') + 1)..];

    // The domain, and the label its owner chose: www.minato-bank.co.jp gives itself and minato-bank.
    private static IEnumerable<string> Domains(string domain)
    {
        var plain = domain.Trim().TrimEnd('.').ToLowerInvariant();
        var labels = plain.Split('.');
        if (labels.Length < 2 || SharedDomains.Contains(plain)) yield break;
        yield return plain;
        var owner = labels.Length > 2 && SecondLevels.Contains(labels[^2]) ? 3 : 2;
        if (labels.Length > owner) yield return string.Join('.', labels[^owner..]);
        if (labels[^owner].Length > 3) yield return labels[^owner];
    }

    // As dialled in Japan and from abroad; emergency and service numbers of a few digits name nobody.
    private static IEnumerable<string> Dialled(string number)
    {
        var digits = string.Concat(FoldedText.Of(number).Text.Where(char.IsAsciiDigit));
        if (digits.Length < 8) yield break;
        yield return digits;
        if (digits[0] == '0') yield return $"81{digits[1..]}";
        if (digits.StartsWith("81", StringComparison.Ordinal)) yield return $"0{digits[2..]}";
    }
}
