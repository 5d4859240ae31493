using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Kind = Fleet.V1.ServerMessage.MessageOneofCase;

namespace Fleet.Host.Tests.Commands;

/// <summary>A host with six clients, of which one is online, and one has the longest id; then one changed.</summary>
public sealed class KnownFleet : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private RunningHost? _host;
    private ClientSession? _session;

    /// <summary>The longest id.</summary>
    public static string LongId { get; } = new('x', 128);

    /// <summary>Before one of them changed.</summary>
    public DateTimeOffset Before { get; private set; }

    /// <summary>After it.</summary>
    public DateTimeOffset After { get; private set; }

    /// <summary>For commands: two hours after all that.</summary>
    public TimeProvider Later { get; private set; } = TimeProvider.System;

    public HttpClient Http => _host!.Http;

    public Uri Api => Http.BaseAddress!;

    /// <summary>Runs a command that is to succeed, at a terminal of some width or (null) none.</summary>
    public Task<string> Ask(int? width, params string[] args) => CommandRun.Output(Api, width, Later, args);

    public async Task InitializeAsync()
    {
        // Its session says nothing for as long as the tests take.
        _host = await RunningHost.Start(_folder.Path, "--Fleet:Presence:Timeout=1.00:00:00");
        await Http.Reported("pc-2", 1, """{"group":"office"}""");
        await Http.Reported("pc-3", 1, """{"group":"office","roaming":true,"realTimeScan":"disabled"}""");
        await Http.Reported("kiosk-1", 1, """{"group":"kiosk","scanMethod":"smart","smartProtection":"connected"}""");
        await Http.Reported("kiosk-2", 1, """{"group":"kiosk","scanMethod":"smart","smartProtection":"disconnected","pattern":{"status":"outdated"}}""");
        await Http.Reported(LongId, 1, """{"group":"elsewhere","pattern":{"version":"17.123.00","releasedAt":"2026-01-01T00:00:00Z"}}""");
        _session = new ClientSession(_host.Grpc);
        await _session.Hello("pc-1", group: "office");
        await _session.Next(Kind.Welcome);
        await Http.UntilVisible(0);
        Before = await Now("pc-1");
        await Eventually.Holds(() => Task.FromResult(DateTimeOffset.UtcNow > Before.AddMilliseconds(10)));
        var last = await Http.Reported("pc-2", 2, """{"realTimeScan":"stopped"}""");
        After = await Now("pc-2");
        await Http.UntilVisible(last.GetProperty("offset").GetInt64());
        Later = new FakeTimeProvider(After.AddHours(2));
    }

    public async Task DisposeAsync()
    {
        _session?.Dispose();
        await _host!.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>When a client's last change was recorded.</summary>
    private async Task<DateTimeOffset> Now(string client)
    {
        var offset = (await (await Http.GetAsync($"/v1/clients/{client}")).Json()).GetProperty("offset").GetInt64();
        var history = await (await Http.GetAsync($"/v1/clients/{client}/history?sort=-offset&minOffset={offset}")).Json();
        return history.GetProperty("items")[0].GetProperty("recordedAt").GetDateTimeOffset();
    }
}

[CollectionDefinition(Name)]
public sealed class OnKnownFleet : ICollectionFixture<KnownFleet>
{
    public const string Name = "known fleet";
}
