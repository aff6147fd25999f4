using System.Collections.Immutable;
using System.Text;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Logs;
using Noroshi.Sensor.Logs.Patterns;

namespace Noroshi.Core.Content;

/// <summary>The shape of <c>logs/*.yaml</c>: a product's message texts. Examples: <c>input</c> a <c>line</c> of a log, <c>expected</c> <c>[outcome, source, account]</c>, with <c>-</c> for what it does not say, or <c>none</c>.</summary>
internal static class LogPatternFileReader
{
    private static readonly (string Word, RecordKind Kind)[] Kinds =
    [
        ("login", RecordKind.Login), ("connection", RecordKind.Connection), ("request", RecordKind.Request), ("session-opened", RecordKind.SessionOpened), ("session-closed", RecordKind.SessionClosed),
        ("elevation", RecordKind.Elevation), ("transfer", RecordKind.Transfer), ("mail", RecordKind.Mail), ("account-change", RecordKind.AccountChange), ("alarm", RecordKind.Alarm),
        ("name-lookup", RecordKind.NameLookup), ("command", RecordKind.Command), ("other", RecordKind.Other),
    ];

    private static readonly (string Word, Outcome Outcome)[] Outcomes = [("success", Outcome.Success), ("failure", Outcome.Failure), ("unknown", Outcome.Unknown)];

    private static readonly (string Word, FailureReason Reason)[] Reasons =
    [
        ("unknown-account", FailureReason.UnknownAccount), ("wrong-secret", FailureReason.WrongSecret), ("not-allowed", FailureReason.NotAllowed),
        ("protocol", FailureReason.Protocol), ("relay-denied", FailureReason.RelayDenied), ("blocked", FailureReason.Blocked),
    ];

    /// <summary>Reads a file with its examples.</summary>
    internal static ImmutableArray<LogPattern> Read(FieldReader fields, ContentHeader header)
    {
        var patterns = Patterns(fields, header);
        if (patterns.IsEmpty) fields.Missing("patterns");
        LogPatternExamples.Run(fields, patterns);
        return patterns;
    }

    /// <summary>Reads a file for use, when it has been checked before: the examples are not executed.</summary>
    internal static ImmutableArray<LogPattern> Patterns(FieldReader fields, ContentHeader header)
    {
        ImmutableArray<byte[]> programs = [.. fields.Words("programs").Select(Encoding.UTF8.GetBytes)];
        var isGeneral = fields.YesNo("general");
        return [.. fields.Items("patterns").Select(item => Pattern(item, header.Id, programs, isGeneral)).OfType<LogPattern>()];
    }

    private static LogPattern? Pattern(FieldReader fields, string product, ImmutableArray<byte[]> programs, bool isGeneral)
    {
        var kind = fields.Choice("kind", Kinds) ?? RecordKind.Login;
        var outcome = fields.Choice("outcome", Outcomes) ?? Outcome.Failure;
        var reason = fields.Choice("reason", Reasons) ?? FailureReason.None;
        var operation = Encoding.UTF8.GetBytes(fields.OptionalText("operation") ?? "");
        var account = Encoding.UTF8.GetBytes(fields.OptionalText("account") ?? "");
        var pattern = PatternText.Read(fields.Text("text"), parts => parts.Mean(product, kind, outcome, reason, programs, isGeneral, operation, account), out var code);
        if (code is not null) fields.Faults.Add(fields.Bad(code, "text"));
        fields.End();
        return pattern;
    }
}
