namespace Noroshi.Tests.Sensor.Detectors;

public sealed class UsualAnswerTests
{
    private const string Attack = """198.51.100.7 - - [17/May/2026:11:00:00 +0000] "GET /view.php?page=../../../../etc/passwd HTTP/1.1" 200 BYTES "-" "curl/8" """;

    [Theory]
    [InlineData(5000, false)]
    [InlineData(5040, false)]
    [InlineData(1843, true)]
    public void TraversalAnsweredWithTwoHundred_HasWorkedOnlyWhenThePageIsNotTheUsualOne(int bytes, bool hasSucceeded)
    {
        var visits = Enumerable.Range(0, 20).Select(i => $"""192.0.2.{i} - - [17/May/2026:10:00:{i:D2} +0000] "GET /view.php?page={i} HTTP/1.1" 200 5000 "-" "Mozilla/5.0" """.TrimEnd());
        var finding = Assert.Single(Watched.Judged([.. visits, .. Enumerable.Repeat(Attack.Replace("BYTES", $"{bytes}", StringComparison.Ordinal).TrimEnd(), 5)]), f => f.Rule == "web.attacks");
        Assert.Equal(hasSucceeded, finding.HasSucceeded);
    }
}
