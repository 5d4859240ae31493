using Fleet.Host.Tests.OpenApi;
using Fleet.Testing;
using Xunit;

namespace Fleet.Host.Tests.Hosting;

/// <summary>One host for all tests that only talk to it, each with clients of its own.</summary>
public sealed class SharedHost : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private RunningHost? _host;

    /// <summary>Speaks with the host, and holds every answer against the host's own document.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>The document of its API.</summary>
    internal ApiDocument Document { get; private set; } = null!;

    public IServiceProvider Services => _host!.Services;

    public Uri Grpc => _host!.Grpc;

    public async Task InitializeAsync()
    {
        _host = await RunningHost.Start(_folder.Path);
        Document = await ApiDocument.Of(_host.Http);
        Http = new HttpClient(new PatientHandler(new DocumentedHandler(Document))) { BaseAddress = _host.Http.BaseAddress, Timeout = Patience.Long };
        await _host.Http.UntilVisible(0);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await _host!.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();
}

[CollectionDefinition(Name)]
public sealed class OnSharedHost : ICollectionFixture<SharedHost>
{
    public const string Name = "shared host";
}
