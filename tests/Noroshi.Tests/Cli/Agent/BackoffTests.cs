using Noroshi.Cli.Agent;

namespace Noroshi.Tests.Cli.Agent;

public sealed class BackoffTests
{
    [Fact]
    public void Next_GrowsToALimitAndStartsAgainAfterSuccess()
    {
        var backoff = new Backoff(() => 0);
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300], Enumerable.Range(0, 11).Select(_ => (int)backoff.Next(null).TotalSeconds));
        backoff.Succeeded();
        Assert.Equal(1, backoff.Next(null).TotalSeconds);
    }

    [Fact]
    public void Next_IsSpread() => Assert.Equal(0.5, new Backoff(() => 1).Next(null).TotalSeconds);

    [Theory]
    [InlineData(40, 40)]
    [InlineData(0, 1)]
    [InlineData(1_000_000, 3600)]
    public void Next_HonoursRetryAfterWithinReason(int asked, int expected) => Assert.Equal(expected, new Backoff(() => 0).Next(TimeSpan.FromSeconds(asked)).TotalSeconds);
}
