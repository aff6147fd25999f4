using Noroshi.EndToEnd.Tests.Harness;

[assembly: AssemblyFixture(typeof(DemoServer))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Noroshi.EndToEnd.Tests.Harness;

/// <summary>One demonstration server that tests share which neither stop nor fill it; started when first wanted.</summary>
public sealed class DemoServer : IAsyncDisposable
{
    private readonly Lazy<Task<ServerProcess>> _server = new(() => ServerProcess.DemoAsync());

    internal Task<ServerProcess> Started => _server.Value;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
    }
}
