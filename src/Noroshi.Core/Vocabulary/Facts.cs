namespace Noroshi.Core.Vocabulary;

/// <summary>The paths the program itself names. A test ties each to <c>content/facts.yaml</c>; everything else is named by content only.</summary>
public static class Facts
{
    /// <summary>担当者名.</summary>
    public static FactPath ContactPerson { get; } = FactPath.Parse("contact.person");

    /// <summary>電話番号.</summary>
    public static FactPath ContactTelephone { get; } = FactPath.Parse("contact.telephone");

    /// <summary>FAX番号.</summary>
    public static FactPath ContactFax { get; } = FactPath.Parse("contact.fax");

    /// <summary>メールアドレス.</summary>
    public static FactPath ContactEmail { get; } = FactPath.Parse("contact.email");

    /// <summary>その他の連絡手段.</summary>
    public static FactPath ContactOther { get; } = FactPath.Parse("contact.other");

    /// <summary>件名.</summary>
    public static FactPath Title { get; } = FactPath.Parse("incident.title");

    /// <summary>事案の概要.</summary>
    public static FactPath Summary { get; } = FactPath.Parse("incident.summary");

    /// <summary>事案の分類.</summary>
    public static FactPath Classification { get; } = FactPath.Parse("incident.classification");

    /// <summary>攻撃の種別.</summary>
    public static FactPath AttackTypes { get; } = FactPath.Parse("incident.attackTypes");

    /// <summary>認知した日時.</summary>
    public static FactPath NoticedAt { get; } = FactPath.Parse("incident.noticedAt");

    /// <summary>発生した日時.</summary>
    public static FactPath OccurredAt { get; } = FactPath.Parse("incident.occurredAt");

    /// <summary>インフラサービスへの影響.</summary>
    public static FactPath ServiceEffect { get; } = FactPath.Parse("service.effect");

    /// <summary>企業・組織の名称: known from the account, removed without consent.</summary>
    public static FactPath OrganizationName { get; } = FactPath.Parse("organization.name");

    /// <summary>分野の名称: known from the account, removed without consent.</summary>
    public static FactPath OrganizationSector { get; } = FactPath.Parse("organization.sector");
}
