using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Noroshi.Cli.Agent;
using Noroshi.Cli.Scan;
using Noroshi.Cli.Scan.Follow;
using Noroshi.Cli.Scan.Send;
using Noroshi.Sensor.Detectors;
using Noroshi.Tests.Cli.Scan;

namespace Noroshi.Tests.Cli.Agent;

public sealed class AgentTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly DraftServer _server = new();
    private readonly ScanContent _content = ScanContent.Load([], [])!;
    private readonly List<string> _notes = [];

    private string Log => _folder["auth.log"];

    [Fact]
    public void Run_FindingsOfTwoSources_AreTwoDraftsAndStaySoAfterRestarts()
    {
        Attack("192.0.2.1");
        Run();
        Assert.Single(_server.Drafts);
        Attack("192.0.2.2");
        Run();
        Run();
        Assert.Equal(2, _server.Drafts.Count);
        Assert.Equal(2, _server.Puts);
    }

    [Fact]
    public void Run_EndedAtAnyMoment_LosesAndDoublesNothing()
    {
        Attack("192.0.2.1");
        Attack("192.0.2.2");
        Run();
        var journal = File.ReadAllBytes(_folder["state/journal"]);
        for (var length = 0; length <= journal.Length; length += (journal.Length / 9) + 1)
        {
            // The server has what it had; the agent knows only what had reached the disk when it was killed.
            File.WriteAllBytes(_folder["state/journal"], journal[..length]);
            File.Delete(_folder["state/places.json"]);
            Run();
            Assert.Equal(2, _server.Drafts.Count);
        }
    }

    [Fact]
    public void Run_AServerThatFails_GetsEverythingInTheEnd()
    {
        foreach (var status in new[] { 500, 503, 401, 502, 429 }) _server.Failures.Enqueue(status);
        Attack("192.0.2.1");
        Run();
        Assert.Single(_server.Drafts);
        Assert.Equal(5, _notes.Count);
    }

    [Fact]
    public void Run_ADraftTheServerWillNeverTake_DoesNotHoldUpTheOthers()
    {
        _server.Failures.Enqueue(422);
        Attack("192.0.2.1");
        Attack("192.0.2.2");
        Run();
        Assert.Single(_server.Drafts);
    }

    [Fact]
    public void Step_ADeadOrSlowServer_DelaysNoReading()
    {
        TaskCompletionSource answered = new();
        _server.Slowness = answered.Task;
        Attack("192.0.2.1");
        using var state = AgentState.Open(_folder["state"]);
        using var run = NewRun();
        var loop = Loop(state, run);
        loop.Begin();
        for (var i = 0; i < 5; i++) loop.Step(CancellationToken.None);
        Assert.Single(state.Journal.Entries);
        Assert.Empty(_server.Drafts);
        answered.SetResult();
        loop.End();
        Assert.Single(_server.Drafts);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_RotatedAndGrownWhileNobodyLooked_FindsWhatWasWritten(int rotations)
    {
        Attack("192.0.2.1");
        Run();
        Attack("192.0.2.2");
        for (var i = 0; i < rotations; i++)
        {
            for (var age = rotations; age >= 1; age--)
            {
                if (File.Exists($"{Log}.{age}")) File.Move($"{Log}.{age}", $"{Log}.{age + 1}");
            }
            File.Move(Log, Log + ".1");
            Attack($"198.51.100.{i}");
        }
        Run(looks: 5 + (4 * rotations));
        Assert.Equal(2 + rotations, _server.Drafts.Count);
        Assert.Empty(_notes);
    }

    [Fact]
    public void Open_TheSameFolderTwice_IsRefused()
    {
        using var first = AgentState.Open(_folder["state"]);
        Assert.Throws<IOException>(() => AgentState.Open(_folder["state"]));
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    private void Attack(string source)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < 14; i++) lines.Append(CultureInfo.InvariantCulture, $"{DateTime.UtcNow.AddSeconds(i - 60):yyyy-MM-ddTHH:mm:ss}+00:00 gate sshd[{i}]: Failed password for root from {source} port 4{i} ssh2\n");
        File.AppendAllText(Log, lines.ToString());
    }

    private FollowRun NewRun()
    {
        var options = new ScanOptions { Threads = 1, Zone = TimeZoneInfo.Utc, Offset = TimeSpan.Zero, Watch = _content.Watch, Web = _content.Web };
        return new(FollowInputs.Of([Log], DateTimeOffset.UtcNow, []), options, _content, TimeProvider.System);
    }

    private AgentLoop Loop(AgentState state, FollowRun run)
    {
        var sender = new Sender(state.Journal, new Drafts(_server.Api()), new Backoff(() => 1), new Hurried(), _notes.Add);
        JsonObject Document(Finding finding) => new() { ["facts"] = new JsonObject { ["incident.summary"] = new JsonObject { ["value"] = finding.Id } } };
        return new(run, state, sender, Document, new(TimeSpan.FromHours(24), TimeProvider.System, fault => _notes.Add(fault.Code)));
    }

    /// <summary>An agent until nothing waits any more: what the last look of one life found is sent in the next.</summary>
    private void Run(int looks = 5)
    {
        const int mostLives = 5;
        for (var lives = 1; Live(looks); lives++) Assert.True(lives < mostLives, "something still waits to be sent");
    }

    /// <summary>One life of an agent; whether anything still waits.</summary>
    private bool Live(int looks)
    {
        const int mostLooks = 3000;
        using var state = AgentState.Open(_folder["state"]);
        using var run = NewRun();
        var loop = Loop(state, run);
        loop.Begin();
        for (int quiet = 0, all = 0; quiet < looks && all < mostLooks; all++)
        {
            loop.Step(TestContext.Current.CancellationToken);
            quiet = state.Journal.NextPending() is null ? quiet + 1 : 0;
            Thread.Sleep(10);
        }
        loop.End();
        return state.Journal.NextPending() is not null;
    }

    /// <summary>A clock on which every wait is over at the next look.</summary>
    private sealed class Hurried : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => _now += TimeSpan.FromHours(2);
    }
}
