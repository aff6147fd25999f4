using System.Text.Json.Serialization;

namespace Noroshi.Core.Vocabulary;

/// <summary>What an account may do for the organisation it acts for. An account may hold several roles, and act for several organisations.</summary>
public enum Role
{
    /// <summary>報告者: writes its organisation's reports and acknowledges alerts.</summary>
    [JsonStringEnumMemberName("reporter")] Reporter,

    /// <summary>担当者: reads what its organisation may read, asks questions, writes alerts.</summary>
    [JsonStringEnumMemberName("handler")] Handler,

    /// <summary>承認者: approves alerts somebody else wrote.</summary>
    [JsonStringEnumMemberName("approver")] Approver,

    /// <summary>管理者: accounts, desks and routes of its organisation.</summary>
    [JsonStringEnumMemberName("administrator")] Administrator,

    /// <summary>監査者: reads the ledger; changes nothing.</summary>
    [JsonStringEnumMemberName("auditor")] Auditor,
}
