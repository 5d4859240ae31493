using Xunit;

namespace Fleet.Host.Tests.Hosting;

/// <summary>One host for all tests that only talk to it, each with clients of its own.</summary>
public sealed class SharedHost : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private RunningHost? _host;

    public HttpClient Http => _host!.Http;

    public Uri Grpc => _host!.Grpc;

    public async Task InitializeAsync() => _host = await RunningHost.Start(_folder.Path);

    public async Task DisposeAsync() => await _host!.DisposeAsync();

    public void Dispose() => _folder.Dispose();
}

[CollectionDefinition(Name)]
public sealed class OnSharedHost : ICollectionFixture<SharedHost>
{
    public const string Name = "shared host";
}
