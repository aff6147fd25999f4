using Noroshi.Core.Share;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Share;

public sealed class SharePlanTests
{
    private static readonly Guid Issuer = new(1, 0, 0, new byte[8]);
    private static readonly AccessSubject Subject = new() { Kind = SubjectKind.Alert, Source = Issuer, Tlp = Tlp.Amber, AudienceSectors = ["finance"] };

    private static readonly SharingRule Everybody = new()
    {
        Id = "audience", Title = new("宛先", "Audience"), Status = SharingStatus.InForce, AppliesTo = SubjectKind.Alert, Effect = SharingEffect.Permit,
        Recipients = [Recipient.Source, Recipient.Audience, Recipient.RelayOfAudience], View = AccessView.Everything, TextHash = "aa",
    };

    private static AccessOrganization Organization(int id, OrganizationKind kind, params string[] sectors) => new() { Id = new(id, 0, 0, new byte[8]), Kind = kind, Sectors = [.. sectors] };

    private static SharePlan Plan(AccessSubject subject, params SharingRule[] rules)
    {
        AccessOrganization[] all =
        [
            Organization(1, OrganizationKind.Center), Organization(2, OrganizationKind.Operator, "finance"), Organization(3, OrganizationKind.Isac, "finance"), Organization(4, OrganizationKind.Operator, "gas"),
        ];
        return SharePlan.Of(subject, all.Select(o => (o, Access.Decide(subject, o, rules, DateTimeOffset.UnixEpoch))));
    }

    [Fact]
    public void Of_SectorAudience_TellsWhoIsAskedWhoIsInformedAndWhoNot()
    {
        var plan = Plan(Subject, Everybody);
        Assert.Equal([SharePart.Issuer, SharePart.Addressed, SharePart.Informed, SharePart.None], plan.Entries.Select(e => e.Part));
        Assert.Equal([ShareAnswer.Yes, ShareAnswer.Yes, ShareAnswer.Yes, ShareAnswer.No], plan.Entries.Select(e => e.Answer));
        Assert.Equal(2, plan.Recipients.Count());
    }

    [Fact]
    public void Hash_AnythingThatMatters_ChangesIt()
    {
        var hash = Plan(Subject, Everybody).Hash("d1");
        Assert.Equal(hash, Plan(Subject, Everybody).Hash("d1"));
        Assert.NotEqual(hash, Plan(Subject, Everybody).Hash("d2"));
        Assert.NotEqual(hash, Plan(Subject, Everybody with { TextHash = "bb" }).Hash("d1"));
        Assert.NotEqual(hash, Plan(Subject with { AudienceSectors = ["gas"] }, Everybody).Hash("d1"));
    }

    [Fact]
    public void View_ReducedRecipient_SeesOnlyWhatIsAsked()
    {
        var document = AlertDocumentTests.Whole;
        var everything = AlertView.Of(document, new(AccessView.Everything, "r", "t", []))!;
        Assert.Empty(everything.BasedOn);
        Assert.Empty(everything.Sectors);
        Assert.Equal(document.Ja, everything.Ja);
        var reduced = AlertView.Of(document, new(AccessView.Reduced, "r", "t", []))!;
        Assert.Equal((document.Ja!.Title, "", document.Ja.Actions.Length), (reduced.Ja!.Title, reduced.Ja.Summary, reduced.Ja.Actions.Length));
        Assert.Null(AlertView.Of(document, AccessDecision.Nothing));
        Assert.Equal(["alert.summary", "alert.affected", "alert.references"], AlertView.Removed(new(AccessView.Reduced, "r", "t", [])));
    }

    [Theory]
    [InlineData(null, AcknowledgementState.Handled, AcknowledgementMove.Taken)]
    [InlineData(AcknowledgementState.Received, AcknowledgementState.Received, AcknowledgementMove.Repeated)]
    [InlineData(AcknowledgementState.Received, AcknowledgementState.Affected, AcknowledgementMove.Taken)]
    [InlineData(AcknowledgementState.Affected, AcknowledgementState.Received, AcknowledgementMove.Refused)]
    [InlineData(AcknowledgementState.Affected, AcknowledgementState.NoImpact, AcknowledgementMove.Refused)]
    [InlineData(AcknowledgementState.Affected, AcknowledgementState.Investigating, AcknowledgementMove.Taken)]
    [InlineData(AcknowledgementState.NoImpact, AcknowledgementState.Affected, AcknowledgementMove.Taken)]
    [InlineData(AcknowledgementState.Handled, AcknowledgementState.Affected, AcknowledgementMove.Taken)]
    public void Judge_Answers_FollowEachOther(AcknowledgementState? from, AcknowledgementState to, AcknowledgementMove expected) =>
        Assert.Equal(expected, AcknowledgementMoves.Judge(from, to));
}
